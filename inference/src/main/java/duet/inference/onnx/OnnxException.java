package duet.inference.onnx;

/** A model file that cannot be read. The message names the file, what is wrong, and what now. */
public final class OnnxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public OnnxException(String message) {
    super(message);
  }

  public OnnxException(String message, Throwable cause) {
    super(message, cause);
  }
}
