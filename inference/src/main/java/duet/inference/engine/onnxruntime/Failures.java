package duet.inference.engine.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what ONNX Runtime reports into the failures that Duet promises. */
final class Failures {
  /**
   * As ONNX Runtime names an operator: {@code my.domain:Foo(-1)}, {@code No Op registered for Foo}.
   */
  private static final Pattern OPERATOR =
      Pattern.compile("(?:No Op registered for (\\S+))|([A-Za-z_][\\w.:]*)\\(-?\\d+\\)");

  private static final Pattern OPSET = Pattern.compile("[Oo]pset (\\d+) is under development");

  private Failures() {}

  static InferenceException opening(Path model, OrtException e) {
    if (outOfMemory(e)) {
      return noRoom(model, e);
    }
    return new InferenceException(
        Kind.UNREADABLE_MODEL,
        "model file " + model.getFileName() + " " + reason(e) + "; install or export it again",
        e);
  }

  static InferenceException noRoom(Path model, Throwable cause) {
    return new InferenceException(
        Kind.OUT_OF_MEMORY,
        "not enough memory to open " + model.getFileName() + "; close other programs",
        cause);
  }

  private static String reason(OrtException e) {
    return switch (e.getCode()) {
      case ORT_INVALID_PROTOBUF, ORT_NO_MODEL -> "is damaged or not an ONNX model";
      case ORT_NOT_IMPLEMENTED -> operator(e);
      case ORT_INVALID_GRAPH, ORT_FAIL, ORT_INVALID_ARGUMENT -> content(e);
      default -> "cannot be opened";
    };
  }

  private static String content(OrtException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("is not a registered function/op")
        || message.contains("No Op registered for")) {
      return operator(e);
    }
    Matcher opset = OPSET.matcher(message);
    return opset.find()
        ? "is written in opset " + opset.group(1) + ", newer than ONNX Runtime knows"
        : "is damaged or not a valid ONNX model";
  }

  private static String operator(OrtException e) {
    Matcher operator = OPERATOR.matcher(String.valueOf(e.getMessage()));
    return operator.find()
        ? "uses the operator "
            + Objects.requireNonNullElseGet(operator.group(1), () -> operator.group(2))
            + ", which ONNX Runtime does not have"
        : "uses an operator that ONNX Runtime does not have";
  }

  static InferenceException inModel(Path model, InferenceException e) {
    return new InferenceException(
        e.kind(), "model file " + model.getFileName() + ": " + e.getMessage(), e);
  }

  static InferenceException running(String inputs, OrtException e) {
    return outOfMemory(e)
        ? new InferenceException(
            Kind.OUT_OF_MEMORY, "not enough memory to run the model on " + inputs, e)
        : new InferenceException(Kind.FAILED, "ONNX Runtime failed on " + inputs, e);
  }

  /** Closes a session that must not outlive {@code reason}, and gives the reason back. */
  static InferenceException closing(OrtSession session, InferenceException reason) {
    try {
      session.close();
    } catch (OrtException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  static boolean outOfMemory(OrtException e) {
    // ONNX Runtime has no code for it; these are the words of its allocators and of C++.
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("failed to allocate") || message.contains("bad_alloc");
  }
}
