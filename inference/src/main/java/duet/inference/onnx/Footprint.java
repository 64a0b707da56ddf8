package duet.inference.onnx;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the messages of a file would take, from a walk over its bytes that makes none of
 * them.
 *
 * <p>In this format two bytes can ask for an object and one byte for a number of eight, so a file
 * of some megabytes, or of gigabytes of zeros that fit into a small archive, could fill any memory
 * before a parser returns. The walk keeps only sums and stops as soon as one is too large. Raw
 * weights cost nothing: they are never copied, and are stepped over here.
 */
final class Footprint {
  /** More than the largest graphs that exporters write: some 150,000 messages. */
  private static final long STRUCTURE_LIMIT = 64L << 20;

  /** As deep as the parser goes. */
  private static final int DEEPEST = 100;

  /** A message, and what becomes of it: a node, a value, an entry in a map. */
  private static final long MESSAGE = 320;

  private static final long FIELD = 32;
  private static final String RAW = "raw_data";
  private static final String NODE = "NodeProto";

  /** Some times those of the largest networks for images; they are read in a third of a second. */
  private static final int MOST_NODES = 50_000;

  private static final String TENSOR = "TensorProto";

  private final ByteBuffer file;
  private final long structureLimit;
  private final long numbersLimit;
  private int nodes;
  private long structure;
  private long numbers;
  private int at;

  private Footprint(ByteBuffer file, long memory) {
    this.file = file;
    structureLimit = Math.min(STRUCTURE_LIMIT, memory / 4);
    numbersLimit = memory / 4;
  }

  /**
   * Refuses a file that would take too much.
   *
   * @param type of the message that the file is
   * @param memory of the program, in bytes
   * @throws OnnxException when it does, or when the bytes are no message
   */
  static void check(ByteBuffer file, Descriptor type, long memory) {
    new Footprint(file, memory).message(type, file.limit(), 0);
  }

  private void message(Descriptor type, int end, int depth) {
    if (depth > DEEPEST) {
      throw new OnnxException("is nested too deeply for a model; it may be made to do harm");
    }
    while (at < end) {
      int tag = (int) varint(end);
      field(type.findFieldByNumber(tag >>> 3), tag, end, depth);
      if (structure > structureLimit || numbers > numbersLimit) {
        throw new OnnxException(
            "would take too much memory to read; export it with its weights as raw data");
      }
    }
  }

  private void field(@Nullable FieldDescriptor field, int tag, int end, int depth) {
    structure += FIELD;
    switch (tag & 7) {
      case 0 -> varint(end);
      case 1 -> skip(8, end);
      case 2 -> delimited(field, end, depth);
      case 5 -> skip(4, end);
      default -> throw damaged();
    }
    if (tag >>> 3 == 0) {
      throw damaged();
    }
  }

  private void delimited(@Nullable FieldDescriptor field, int end, int depth) {
    long length = varint(end);
    if (length < 0 || length > end - at) {
      throw damaged();
    }
    int last = at + (int) length;
    if (field == null) {
      structure += length;
    } else if (field.getJavaType() == JavaType.MESSAGE) {
      structure += MESSAGE;
      count(field.getMessageType());
      message(field.getMessageType(), last, depth + 1);
    } else if (field.isPackable()) {
      packed(field, last);
    } else if (!field.getName().equals(RAW)) {
      structure += 2 * length;
    }
    at = last;
  }

  private void count(Descriptor type) {
    if (type.getName().equals(NODE) && ++nodes > MOST_NODES) {
      throw new OnnxException(
          "has more than " + MOST_NODES + " nodes, far more than a network that Duet could run");
    }
  }

  /** The weights of a tensor are told from the lists that an attribute or a shape may have. */
  private void packed(FieldDescriptor field, int last) {
    boolean weights = field.getContainingType().getName().equals(TENSOR);
    boolean whole =
        field.getType() != FieldDescriptor.Type.FLOAT
            && field.getType() != FieldDescriptor.Type.DOUBLE;
    long bytes = whole ? ofVarints(last) : 4L * (last - at);
    if (weights) {
      numbers += bytes;
    } else {
      structure += bytes;
    }
  }

  /** Lists grow by halves and become objects; whoever has counted too many need not go on. */
  private long ofVarints(int last) {
    long bytes = 0;
    for (int i = at; i < last && bytes <= Math.max(structureLimit, numbersLimit); i++) {
      bytes += file.get(i) >= 0 ? 48 : 0;
    }
    return bytes;
  }

  private void skip(int bytes, int end) {
    if (bytes > end - at) {
      throw damaged();
    }
    at += bytes;
  }

  private long varint(int end) {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      skip(1, end);
      byte next = file.get(at - 1);
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw damaged();
  }

  private static OnnxException damaged() {
    return new OnnxException("is damaged or no ONNX model; export or copy it again");
  }
}
