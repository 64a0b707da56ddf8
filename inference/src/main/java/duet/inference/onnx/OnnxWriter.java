package duet.inference.onnx;

import static java.nio.file.StandardOpenOption.CREATE_NEW;

import ai.onnx.proto.OnnxMl.ModelProto;
import duet.inference.graph.Graph;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Writes a graph as an ONNX file.
 *
 * <p>The weights, hundreds of megabytes, exist once: the messages of protobuf hold views of the
 * buffers of the graph and stream them to the file. The file appears under its name only when it is
 * complete, so nobody ever opens half a model; two writers of one file do not disturb each other,
 * and a graph may be written in place of the file it was read from.
 */
public final class OnnxWriter {
  private OnnxWriter() {}

  /** Writes {@code graph}, in place of the file that may be there. */
  public static void write(Graph graph, Path file) throws IOException {
    write(graph, file, bytes -> {});
  }

  /**
   * Writes {@code graph}, in place of the file that may be there.
   *
   * @param progress told now and then how many bytes are written
   */
  public static void write(Graph graph, Path file, LongConsumer progress) throws IOException {
    // Not a temporary file: those are for their owner only, and a model is for whoever may read.
    Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out =
          new CountingStream(Files.newOutputStream(part, CREATE_NEW), progress)) {
        model(graph).writeTo(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Size of the file that {@link #write} makes. */
  public static long size(Graph graph) {
    return model(graph).getSerializedSize();
  }

  private static ModelProto model(Graph graph) {
    return ProtoFromGraph.model(graph);
  }
}
