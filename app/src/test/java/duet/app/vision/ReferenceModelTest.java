package duet.app.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.app.SharedData;
import duet.app.vision.input.Pixels;
import duet.inference.device.Lane;
import duet.inference.engine.Engine;
import duet.inference.engine.Optimisation;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.models.card.Task;
import duet.viewer.dicom.toolkit.Bootstrap;
import duet.viewer.finding.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The detector's path against a real export of YOLOv8n and the boxes of another decoder. */
class ReferenceModelTest {
  private static final String FILE = "yolov8n_coco80_dynint8.onnx";

  @ParameterizedTest
  @ValueSource(strings = {"bus.jpg", "zidane.jpg"})
  void findsTheBoxesOfTheReferenceDecoder(String photo) throws IOException {
    Bootstrap.run(); // or ImageIO finds readers that do not work
    Path folder = SharedData.of("reference-onnx");
    JsonNode expected =
        new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).get(FILE).get(photo);
    List<DetectedBox> found = detect(folder, photo);
    JsonNode boxes = expected.get("dets_conf025_iou070");
    List<DetectedBox> strong = found.stream().filter(box -> box.confidence() >= 0.25).toList();
    assertEquals(boxes.size(), strong.size(), strong.toString());
    for (JsonNode box : boxes) {
      DetectedBox match = nearest(strong, box(box.get("xyxy")));
      double iou = match.box().iou(box(box.get("xyxy")));
      assertTrue(iou >= 0.98, photo + ": " + box + " has IoU " + iou);
      assertEquals(box.get("cls").asInt(), match.classIndex());
      assertEquals(box.get("conf").asDouble(), match.confidence(), 0.01);
    }
  }

  private static DetectedBox nearest(List<DetectedBox> found, Box box) {
    return Collections.max(found, Comparator.comparingDouble(one -> one.box().iou(box)));
  }

  private static List<DetectedBox> detect(Path folder, String photo) throws IOException {
    Engine engine =
        new OnnxRuntimeBackend().open(folder.resolve(FILE), Lane.CPU0, Optimisation.ALL);
    try (Detector detector =
        Detector.open(engine, InferredCard.of("yolov8n", Task.DETECTION, engine))) {
      return detector.apply(Pixels.of(ImageIO.read(folder.resolve("images/" + photo).toFile())));
    }
  }

  private static Box box(JsonNode xyxy) {
    double x = xyxy.get(0).asDouble();
    double y = xyxy.get(1).asDouble();
    return new Box(x, y, xyxy.get(2).asDouble() - x, xyxy.get(3).asDouble() - y);
  }
}
