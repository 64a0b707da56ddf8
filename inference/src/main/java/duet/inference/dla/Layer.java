package duet.inference.dla;

import duet.inference.dla.rule.Verdict;
import java.util.OptionalInt;

/**
 * A line of a report: what TensorRT makes of a node or of a constant that is no weight.
 *
 * @param name of the node or the constant
 * @param operator of ONNX
 * @param kind as TensorRT calls it
 * @param macs multiply-accumulates of one run
 * @param weightBytes on the DLA
 * @param subGraph number of the DLA sub-graph it is in, from 1; empty elsewhere
 */
public record Layer(
    String name,
    String operator,
    String kind,
    Verdict verdict,
    long macs,
    long weightBytes,
    OptionalInt subGraph) {
  public boolean onDla() {
    return verdict instanceof Verdict.Fits;
  }

  public boolean fallsBack() {
    return verdict instanceof Verdict.FallsBack;
  }

  Layer in(int number) {
    return new Layer(name, operator, kind, verdict, macs, weightBytes, OptionalInt.of(number));
  }
}
