package duet.inference.engine.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what ONNX Runtime reports into the failures that Duet promises. */
final class Failures {
  private Failures() {}

  static InferenceException opening(Path model, OrtException e) {
    if (outOfMemory(e)) {
      return new InferenceException(
          Kind.OUT_OF_MEMORY,
          "not enough memory to open " + model.getFileName() + "; close other programs",
          e);
    }
    String reason =
        switch (e.getCode()) {
          case ORT_INVALID_PROTOBUF, ORT_NO_MODEL -> "is damaged or not an ONNX model";
          case ORT_NOT_IMPLEMENTED -> "uses an operator that ONNX Runtime does not have";
          case ORT_INVALID_GRAPH -> "is not a valid ONNX model";
          default -> "cannot be opened";
        };
    return new InferenceException(
        Kind.UNREADABLE_MODEL,
        "model file " + model.getFileName() + " " + reason + "; install or export it again",
        e);
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

  private static boolean outOfMemory(OrtException e) {
    // ONNX Runtime has no code for it; these are the words of its allocators and of C++.
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("failed to allocate") || message.contains("bad_alloc");
  }
}
