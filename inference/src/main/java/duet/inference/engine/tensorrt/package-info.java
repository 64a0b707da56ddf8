/**
 * TensorRT on the GPU and the DLA of a Jetson, through JavaCPP. Found as a service; what is missing
 * is asked in a process of its own, so that an absent, old or strange library is a reason to go on
 * without it and never the end of the program. No class of NVIDIA's is touched before that.
 */
@NullMarked
package duet.inference.engine.tensorrt;

import org.jspecify.annotations.NullMarked;
