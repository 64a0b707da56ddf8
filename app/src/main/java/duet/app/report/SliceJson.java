package duet.app.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.app.reading.Detection;
import duet.app.reading.Reading;
import duet.app.reading.SliceReading;
import duet.app.reading.Synthesis;
import duet.viewer.finding.Box;
import duet.viewer.finding.Finding;
import duet.viewer.geometry.Plane;
import duet.viewer.geometry.Point;
import duet.viewer.series.Slice;
import java.util.Locale;
import java.util.Optional;

/** The slices of a reading as JSON, in the order of the series, those without a result too. */
final class SliceJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Reading reading;
  private final ReportRequest request;

  SliceJson(Reading reading, ReportRequest request) {
    this.reading = reading;
    this.request = request;
  }

  ArrayNode slices() {
    ArrayNode slices = JSON.arrayNode();
    for (int i = 0; i < reading.series().slices().size(); i++) {
      slices.add(slice(i));
    }
    return slices;
  }

  private ObjectNode slice(int index) {
    Slice slice = reading.series().slices().get(index);
    Optional<SliceReading> result = reading.of(slice);
    ObjectNode node = JSON.objectNode();
    node.put("number", index + 1);
    node.put("sopInstanceUid", slice.sopInstanceUid());
    node.put("instanceNumber", slice.instanceNumber());
    node.put("positionMm", ReadingJson.rounded(reading.series().positionsMm().get(index)));
    node.put("columns", slice.columns());
    node.put("rows", slice.rows());
    node.set("plane", plane(slice.plane()));
    node.put("picture", "png/" + Pictures.ctName(index + 1));
    node.set("synthesis", synthesis(result.map(SliceReading::synthesis), index + 1));
    node.set("detection", detection(slice, result.map(SliceReading::detection)));
    result.ifPresent(r -> node.put("latencyMs", ReadingJson.rounded(r.latencyNs() / 1e6)));
    return node;
  }

  private static ObjectNode plane(Plane plane) {
    ObjectNode node = JSON.objectNode();
    node.set("originMm", point(plane.origin()));
    node.set("right", point(plane.right()));
    node.set("down", point(plane.down()));
    node.put("columnSpacingMm", plane.columnSpacingMm());
    node.put("rowSpacingMm", plane.rowSpacingMm());
    return node;
  }

  private static ObjectNode synthesis(Optional<Synthesis> synthesis, int number) {
    ObjectNode node = JSON.objectNode();
    if (synthesis.isEmpty()) {
      node.put("state", "missing");
    } else if (synthesis.get() instanceof Synthesis.Failed failed) {
      node.put("state", "failed").put("reason", failed.reason());
    } else {
      node.put("state", "done").put("picture", "png/" + Pictures.mriName(number));
    }
    return node;
  }

  private ObjectNode detection(Slice slice, Optional<Detection> detection) {
    ObjectNode node = JSON.objectNode();
    if (detection.isEmpty()) {
      node.put("state", "missing");
    } else if (detection.get() instanceof Detection.Failed failed) {
      node.put("state", "failed").put("reason", failed.reason());
    } else if (detection.get() instanceof Detection.Boxes boxes) {
      node.put("state", "done");
      ArrayNode findings = node.putArray("findings");
      boxes.findings().forEach(finding -> findings.add(finding(slice.plane(), finding)));
    }
    return node;
  }

  private ObjectNode finding(Plane plane, Finding finding) {
    Box box = finding.box();
    ObjectNode node = JSON.objectNode();
    node.put("label", finding.label());
    node.put("confidence", finding.confidence());
    node.put("reported", finding.confidence() >= request.confidence());
    node.put("decision", finding.decision().name().toLowerCase(Locale.ROOT));
    ObjectNode pixels = node.putObject("boxPixels");
    pixels.put("x", box.x());
    pixels.put("y", box.y());
    pixels.put("width", box.width());
    pixels.put("height", box.height());
    ObjectNode patient = node.putObject("patientMm");
    patient.set("centre", point(finding.centre()));
    patient.set("from", point(plane.toPatient(box.x(), box.y())));
    patient.set("to", point(plane.toPatient(box.x() + box.width(), box.y() + box.height())));
    patient.put("width", box.width() * plane.columnSpacingMm());
    patient.put("height", box.height() * plane.rowSpacingMm());
    return node;
  }

  private static ArrayNode point(Point point) {
    return JSON.arrayNode().add(point.x()).add(point.y()).add(point.z());
  }
}
