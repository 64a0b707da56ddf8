package duet.inference.engine.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Networks;
import duet.inference.tensor.DataType;
import duet.inference.tensor.Shape;
import duet.inference.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxRuntimeSessionTest {
  private static final OrtEnvironment ENVIRONMENT =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "duet");

  @TempDir private Path folder;
  private final List<OnnxTensor> made = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aBufferThatIsRefusedLeavesNoViewOfTheOthers(int refused) throws Exception {
    InferenceException e = failAt(refused, "the words of a refusal");
    assertEquals(Kind.WRONG_INPUT, e.kind());
    assertEquals(refused - 1, made.size());
    assertTrue(made.stream().allMatch(OnnxTensor::isClosed));
  }

  @Test
  void aViewForWhichThereIsNoMemoryIsCalledThat() throws Exception {
    assertEquals(Kind.OUT_OF_MEMORY, failAt(3, "std::bad_alloc").kind());
    assertTrue(made.stream().allMatch(OnnxTensor::isClosed));
  }

  private InferenceException failAt(int call, String words) throws Exception {
    NativeTensors real = NativeTensors.of(ENVIRONMENT);
    NativeTensors failing =
        tensor -> {
          if (made.size() == call - 1) {
            throw new OrtException(words);
          }
          OnnxTensor view = real.view(tensor);
          made.add(view);
          return view;
        };
    Tensor pair = Tensor.allocate(DataType.FLOAT, Shape.of(1, 2));
    String model = Networks.sum(folder, DataType.FLOAT).toString();
    try (OrtSession session = ENVIRONMENT.createSession(model)) {
      var loaded = new OnnxRuntimeSession(session, failing);
      return assertThrows(
          InferenceException.class,
          () -> loaded.tie(Map.of("left", pair, "right", pair), Map.of("sum", pair)));
    }
  }
}
