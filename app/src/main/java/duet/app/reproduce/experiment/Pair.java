package duet.app.reproduce.experiment;

/**
 * Frames a second of two models that run beside each other.
 *
 * @param gpu of the one that ends on the GPU
 * @param dla of the one that ends on the DLA
 */
public record Pair(double gpu, double dla) {
  /** How far apart they are. */
  public double gap() {
    return Math.abs(gpu - dla);
  }

  /** Mean of the absolute relative errors against a measured pair. */
  public double error(Pair measured) {
    return (Math.abs(gpu / measured.gpu - 1) + Math.abs(dla / measured.dla - 1)) / 2;
  }
}
