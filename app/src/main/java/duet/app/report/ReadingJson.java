package duet.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.app.reading.Provenance;
import duet.app.reading.Provenance.ModelUse;
import duet.app.reading.Reading;
import duet.app.vision.Detector;
import duet.inference.timeline.LaneUse;
import duet.models.card.CardWriter;
import duet.models.card.ImageOutput;
import duet.viewer.render.Labels;
import duet.viewer.series.Patient;
import duet.viewer.series.Remark;
import duet.viewer.series.SeriesHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A reading as JSON, format {@code duet-reading/1}: fields in a fixed order, lengths in
 * millimetres, boxes in image pixels, points in patient coordinates (LPS). It names the patient, as
 * a clinician's report does.
 */
final class ReadingJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ReadingJson() {}

  static void write(Reading reading, ReportRequest request, Path file) throws IOException {
    ObjectNode tree = tree(reading, request);
    try (var out = Files.newOutputStream(file)) {
      MAPPER.writeValue(out, tree);
    }
  }

  static ObjectNode tree(Reading reading, ReportRequest request) {
    Outcome outcome = Outcome.of(reading);
    ObjectNode root = JSON.objectNode();
    root.put("format", "duet-reading/1");
    root.put("notice", Labels.RESEARCH);
    root.put("writtenAt", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(request.writtenAt()));
    root.put("state", outcome.state().word());
    root.put("untrained", reading.provenance().untrained());
    root.set("warnings", strings(outcome.warnings()));
    root.set("series", series(reading));
    root.set("thresholds", thresholds(reading.provenance(), request));
    root.set("notAssessed", strings(Outcome.notAssessed(reading.provenance())));
    root.set("slices", new SliceJson(reading, request).slices());
    root.set("provenance", provenance(reading.provenance()));
    root.set("time", time(reading));
    return root;
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static ObjectNode series(Reading reading) {
    SeriesHeader header = reading.series().header();
    ObjectNode node = JSON.objectNode();
    node.set("patient", patient(header.patient()));
    node.put("studyInstanceUid", header.studyInstanceUid());
    node.put("seriesInstanceUid", header.seriesInstanceUid());
    node.put("frameOfReferenceUid", header.frameOfReferenceUid());
    node.put("modality", header.modality());
    node.put("studyDate", header.studyDate());
    node.put("studyDescription", header.studyDescription());
    node.put("seriesDescription", header.seriesDescription());
    node.put("seriesNumber", header.seriesNumber());
    node.put("slices", reading.series().slices().size());
    ArrayNode remarks = node.putArray("remarks");
    for (Remark remark : reading.series().remarks()) {
      remarks.addObject().put("kind", remark.kind().name()).put("text", remark.text());
    }
    return node;
  }

  private static ObjectNode patient(Patient patient) {
    return JSON.objectNode()
        .put("name", patient.name())
        .put("id", patient.id())
        .put("birthDate", patient.birthDate())
        .put("sex", patient.sex());
  }

  private static ObjectNode thresholds(Provenance provenance, ReportRequest request) {
    ObjectNode node = JSON.objectNode();
    node.put("reported", request.confidence());
    node.put("kept", Detector.FLOOR);
    for (ModelUse use : provenance.models()) {
      if (use.card().output() instanceof ImageOutput.Boxes boxes) {
        node.put("card", boxes.confidence());
        node.put("suppressionIou", boxes.iou());
      }
    }
    return node;
  }

  private static ObjectNode provenance(Provenance provenance) {
    ObjectNode node = JSON.objectNode();
    node.put("software", provenance.software());
    node.put("backend", provenance.backend());
    node.put("plan", provenance.plan());
    ArrayNode models = node.putArray("models");
    for (ModelUse use : provenance.models()) {
      ObjectNode model = models.addObject();
      model.put("name", use.name());
      model.put("version", use.cardVersion());
      model.put("task", word(use.card().task()));
      model.put("training", word(use.training()));
      model.put("sha256", use.sha256());
      model.put("lane", use.lane().name());
      model.put("intendedUse", use.card().intendedUse());
      model.put("trainingData", use.card().trainingData());
      model.set("limits", strings(use.card().limits()));
      model.set("card", CardWriter.toTree(use.card()));
    }
    return node;
  }

  private static ObjectNode time(Reading reading) {
    ObjectNode node = JSON.objectNode();
    node.put("origin", reading.provenance().origin().name());
    node.put("originWords", reading.provenance().origin().words());
    node.put("clock", "milliseconds; busy is a share of the time from first to last work");
    ArrayNode lanes = node.putArray("lanes");
    LaneTimes times = LaneTimes.of(reading.spans());
    for (LaneUse use : times.lanes()) {
      ObjectNode lane = lanes.addObject();
      lane.put("lane", use.lane().name());
      lane.put("busy", rounded(use.busy()));
      lane.put("framesPerSecond", rounded(use.framesPerSecond()));
      lane.put("p50Ms", rounded(use.p50Ns() / 1e6));
      lane.put("p95Ms", rounded(use.p95Ns() / 1e6));
      lane.set("medianMs", medians(times.mediansMs(use.lane())));
    }
    return node;
  }

  private static ObjectNode medians(Map<String, Double> byActivity) {
    ObjectNode node = JSON.objectNode();
    byActivity.forEach((activity, ms) -> node.put(activity, rounded(ms)));
    return node;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Three decimals are all that a time is worth. */
  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
