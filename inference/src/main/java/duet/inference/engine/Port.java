package duet.inference.engine;

import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;

/** A named input or output of an engine, with its static shape. */
public record Port(String name, DataType type, Shape shape) {}
