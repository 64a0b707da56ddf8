package duet.app.vision;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import duet.inference.engine.Engine;
import duet.inference.engine.InferenceException;
import duet.inference.engine.InferenceException.Kind;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.models.card.ImageInput.Resize;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own ONNX file is used when it fits its card, and refused with the reason when not. */
class ForeignModelsTest {
  private static final OnnxRuntimeBackend BACKEND = new OnnxRuntimeBackend();
  private static final ModelCard DETECTOR =
      Cards.detection(Cards.input(64, 32, Resize.LETTERBOX), "haemorrhage");
  private static final ModelCard GENERATOR = Cards.synthesis(Cards.input(64, 32, Resize.STRETCH));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("own.onnx");
  }

  private static TinyOnnx image() {
    return TinyOnnx.taking("in", 1, 1, 32, 64);
  }

  @Test
  void onesThatFitAreTaken() throws IOException {
    image().giving("out", 1, 5, 42).write(file);
    assertDoesNotThrow(() -> Contract.verify(BACKEND, InstalledModel.open(file, DETECTOR)));
    image().giving("out", 1, 1, 32, 64).write(file);
    assertDoesNotThrow(() -> Contract.verify(BACKEND, InstalledModel.open(file, GENERATOR)));
  }

  @Test
  void anotherShapeIsNamed() throws IOException {
    TinyOnnx.taking("in", 1, 1, 64, 64).giving("out", 1, 1, 64, 64).write(file);
    refused(GENERATOR, Kind.WRONG_CONTRACT, "of FLOAT 1x1x64x64, must be FLOAT 1x1x32x64");
    image().giving("out", 1, 1, 16, 32).write(file);
    refused(GENERATOR, Kind.WRONG_CONTRACT, "has output 'out' of FLOAT 1x1x16x32, must be");
  }

  @Test
  void channelsLastAreNamed() throws IOException {
    TinyOnnx.taking("in", 1, 32, 64, 1).giving("out", 1, 5, 42).write(file);
    refused(DETECTOR, Kind.WRONG_CONTRACT, "wants its channels last (1x32x64x1)");
    assertTrue(withoutCard(Task.DETECTION).contains("channels last"));
  }

  @Test
  void theTwoOutputsOfDetrAreNamed() throws IOException {
    image().giving("logits", 1, 300, 2).giving("pred_boxes", 1, 300, 4).write(file);
    refused(DETECTOR, Kind.WRONG_CONTRACT, "as DETR gives them");
    assertTrue(withoutCard(Task.DETECTION).contains("DETR"));
  }

  @Test
  void boxesThatAreAlreadySortedOutAreNamed() throws IOException {
    image().giving("out", 1, 300, 6).write(file);
    refused(DETECTOR, Kind.WRONG_CONTRACT, "gives 1x300x6, boxes that are already sorted out");
    assertTrue(withoutCard(Task.DETECTION).contains("already sorted out"));
  }

  @Test
  void anotherNumberOfClassesThanTheCardSaysIsNamed() throws IOException {
    image().giving("out", 1, 84, 42).write(file);
    refused(DETECTOR, Kind.WRONG_CONTRACT, "as 1x84x42, must be 1x5xN (centre, size, then 1");
  }

  @Test
  void openSizesAreNamed() throws IOException {
    image().giving("out", 1, 5, 42).write(file);
    OnnxMl.ModelProto.Builder model =
        OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    model
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(2)
        .setDimParam("height");
    Files.write(file, model.build().toByteArray());
    refused(DETECTOR, Kind.WRONG_CONTRACT, "own.onnx: input 'in' leaves a size open");
  }

  @Test
  void anOperatorThatTheRuntimeLacksIsNamed() throws IOException {
    image().giving("out", 1, 5, 42).write(file, "GridFlow");
    refused(DETECTOR, Kind.UNREADABLE_MODEL, "uses the operator GridFlow, which ONNX Runtime");
  }

  @Test
  void anOperatorSetThatIsTooNewIsNamed() throws IOException {
    image().giving("out", 1, 5, 42).write(file);
    OnnxMl.ModelProto.Builder model =
        OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    model.getOpsetImportBuilder(0).setVersion(90);
    Files.write(file, model.build().toByteArray());
    refused(DETECTOR, Kind.UNREADABLE_MODEL, "opset 90, newer than ONNX Runtime knows");
  }

  @Test
  void whatIsNoOnnxIsSaidToBeNone() throws IOException {
    for (String text : new String[] {"", "<html>404</html>", "PK\3\4 a zip"}) {
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
      refused(DETECTOR, Kind.UNREADABLE_MODEL, "own.onnx is damaged or not");
    }
  }

  @Test
  void aTruncatedFileIsSaidToBeDamaged() throws IOException {
    image().giving("out", 1, 5, 42).write(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    refused(DETECTOR, Kind.UNREADABLE_MODEL, "own.onnx is damaged");
  }

  private void refused(ModelCard card, Kind kind, String said) {
    InstalledModel model = InstalledModel.open(file, card);
    InferenceException e =
        assertThrows(InferenceException.class, () -> Contract.verify(BACKEND, model));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(said), message);
    assertEquals(kind, e.kind(), message);
    assertFalse(message.contains("Error code"), message);
  }

  private String withoutCard(Task task) {
    try (Engine engine = BACKEND.open(file, BACKEND.lanes().get(0), Optimisation.NONE)) {
      InferenceException e =
          assertThrows(InferenceException.class, () -> InferredCard.of("own", task, engine));
      return String.valueOf(e.getMessage());
    }
  }
}
