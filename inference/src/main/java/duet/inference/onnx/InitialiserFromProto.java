package duet.inference.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import duet.inference.graph.Initialiser;
import duet.inference.graph.Value;
import duet.inference.tensor.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tensors of an ONNX file. A file may hold the numbers of a tensor in one of three ways: as raw
 * bytes, which become a view; in a field for their type, small types widened to 32 bits, which are
 * copied; or in another file beside it, which is mapped.
 *
 * @param folder of the model file
 */
record InitialiserFromProto(Path folder) {

  static Optional<DataType> type(int code) {
    return DataType.ofOnnxCode(code);
  }

  static String typeName(int code) {
    TensorProto.DataType type = TensorProto.DataType.forNumber(code);
    return type == null ? "type " + code : type.name();
  }

  /**
   * One tensor.
   *
   * @throws OnnxException naming it, when it cannot be read
   */
  Initialiser initialiser(TensorProto tensor, String name) throws IOException {
    DataType type = type(tensor.getDataType()).orElseThrow(() -> unreadable(tensor, name));
    Value value = new Value(name, type, Sizes.checked(name, type, tensor.getDimsList()));
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      return new Initialiser(value, external(tensor, name));
    }
    return new Initialiser(
        value,
        tensor.hasRawData() ? tensor.getRawData().asReadOnlyByteBuffer() : typed(tensor, value));
  }

  private static OnnxException unreadable(TensorProto tensor, String name) {
    String type = typeName(tensor.getDataType());
    return new OnnxException("holds '" + name + "' of " + type + ", which Duet does not read");
  }

  private static ByteBuffer typed(TensorProto tensor, Value value) {
    long given = given(tensor, value.type());
    if (given != value.shape().elements()) {
      throw new OnnxException(
          "is damaged: '%s' is %s and has %d numbers"
              .formatted(value.name(), value.shape(), given));
    }
    ByteBuffer data = Initialiser.buffer(value.type(), value.shape());
    for (int i = 0; i < given; i++) {
      put(data, tensor, value.type(), i);
    }
    return data.flip();
  }

  private static long given(TensorProto tensor, DataType type) {
    return switch (type) {
      case FLOAT -> tensor.getFloatDataCount();
      case DOUBLE -> tensor.getDoubleDataCount();
      case INT64 -> tensor.getInt64DataCount();
      case UINT32, UINT64 -> tensor.getUint64DataCount();
      default -> tensor.getInt32DataCount();
    };
  }

  private static void put(ByteBuffer data, TensorProto tensor, DataType type, int i) {
    switch (type) {
      case FLOAT -> data.putFloat(tensor.getFloatData(i));
      case DOUBLE -> data.putDouble(tensor.getDoubleData(i));
      case INT64 -> data.putLong(tensor.getInt64Data(i));
      case UINT64 -> data.putLong(tensor.getUint64Data(i));
      case UINT32 -> data.putInt((int) tensor.getUint64Data(i));
      case INT32 -> data.putInt(tensor.getInt32Data(i));
      case INT16, UINT16, FLOAT16, BFLOAT16 -> data.putShort((short) tensor.getInt32Data(i));
      case INT8, UINT8, BOOL -> data.put((byte) tensor.getInt32Data(i));
      case UNDEFINED -> throw new IllegalStateException("a tensor in a file has a type");
    }
  }

  private ByteBuffer external(TensorProto tensor, String name) throws IOException {
    Map<String, String> where = new HashMap<>();
    tensor.getExternalDataList().forEach(entry -> where.put(entry.getKey(), entry.getValue()));
    String location = where.getOrDefault("location", "");
    try (FileChannel channel = FileChannel.open(external(name, location))) {
      long offset = number(where.getOrDefault("offset", "0"));
      long length = number(where.getOrDefault("length", "" + (channel.size() - offset)));
      if (offset < 0 || length < 0 || length > channel.size() - offset) {
        throw new OnnxException(
            "keeps '" + name + "' in " + location + ", which is too short; copy it again");
      }
      return channel.map(MapMode.READ_ONLY, offset, length);
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new OnnxException("gives '" + text + "' for a place in another file", e);
    }
  }

  private Path external(String name, String location) throws IOException {
    Path file = folder.resolve(location).normalize();
    if (location.isEmpty() || !file.startsWith(folder.normalize())) {
      throw outside(name, location);
    }
    if (!Files.isRegularFile(file)) {
      throw new OnnxException(
          "keeps '" + name + "' in " + location + ", which is missing; copy it beside the model");
    }
    // A link in the folder may still lead out of it.
    if (!file.toRealPath().startsWith(folder.toRealPath())) {
      throw outside(name, location);
    }
    return file;
  }

  private static OnnxException outside(String name, String location) {
    return new OnnxException(
        "keeps '%s' outside its folder, at '%s', where Duet does not look"
            .formatted(name, location));
  }
}
