package duet.inference.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import duet.inference.graph.Graph;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads an ONNX file as a graph.
 *
 * <p>The file is mapped into memory and the weights of the graph are views of it: 200 MB cost no
 * heap and are read from the disk when something first looks at them. So the file must not be
 * written to while the graph lives. Replacing it by another file of the same name, as {@link
 * OnnxWriter} does, is safe.
 *
 * <p>A file may come from anywhere. Whatever it holds, it becomes a graph or is refused with a
 * reason, within a second and without filling the memory.
 *
 * <p>What a graph cannot say is refused by its name rather than dropped: sub-graphs (If, Loop,
 * Scan), functions, strings, sparse tensors, open sizes, operators of unknown domains. Only a batch
 * left open is taken as 1, as Duet runs one image at a time. Shapes that a file does not tell stay
 * {@linkplain duet.inference.graph.Value#isKnown unknown}; a runtime can find them out.
 */
public final class OnnxReader {
  private static final int LONGEST = 300;

  private OnnxReader() {}

  /**
   * Reads a model.
   *
   * @throws OnnxException naming the file and what is wrong with it
   */
  public static Graph read(Path file) {
    try {
      ModelProto model = parse(map(file));
      return new GraphFromProto(model, file.toAbsolutePath().resolveSibling("")).graph();
    } catch (InvalidProtocolBufferException e) {
      throw wrong(file, "is damaged or no ONNX model; export or copy it again", e);
    } catch (NoSuchFileException e) {
      throw wrong(file, "is not there", e);
    } catch (IOException e) {
      throw wrong(file, "cannot be read", e);
    } catch (OnnxException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Graph, shapes and buffers check themselves.
      throw wrong(file, "is no valid ONNX model: " + e.getMessage(), e);
    }
  }

  private static OnnxException wrong(Path file, String what, Exception e) {
    return new OnnxException("model file " + file.getFileName() + " " + legible(what), e);
  }

  /** Names come from the file: they may be long, or hold what moves the cursor of a terminal. */
  private static String legible(String words) {
    String plain = words.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
  }

  private static MappedByteBuffer map(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new OnnxException("is a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new OnnxException("is a device or a pipe, no file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new OnnxException(
            "is over 2 GiB, the limit of the format; export it with its weights in another file");
      }
      return channel.map(MapMode.READ_ONLY, 0, channel.size());
    }
  }

  private static ModelProto parse(MappedByteBuffer file) throws IOException {
    if (!file.hasRemaining()) {
      throw new OnnxException("is empty");
    }
    Footprint.check(file, ModelProto.getDescriptor(), Runtime.getRuntime().maxMemory());
    CodedInputStream in = UnsafeByteOperations.unsafeWrap(file).newCodedInput();
    in.enableAliasing(true);
    ModelProto model = ModelProto.parseFrom(in);
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      throw new OnnxException("holds no network; is it an ONNX model?");
    }
    return model;
  }
}
