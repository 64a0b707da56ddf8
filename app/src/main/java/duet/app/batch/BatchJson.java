package duet.app.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.models.card.Training;
import duet.viewer.render.Labels;
import java.io.IOException;
import java.util.Locale;

/**
 * A batch as JSON, format {@code duet-read/1}: a line for each file and each series, in import
 * order. The same input gives the same text, but for the times of the readings in it.
 */
public final class BatchJson {
  private final BatchResult result;

  public BatchJson(BatchResult result) {
    this.result = result;
  }

  /** The list alone; the readings lie in the folders that it names. */
  public ObjectNode list() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", "duet-read/1");
    root.put("notice", Labels.RESEARCH);
    root.put("extent", result.extent().name().toLowerCase(Locale.ROOT));
    ArrayNode files = root.putArray("files");
    result.files().forEach(file -> files.add(file(file)));
    ArrayNode series = root.putArray("series");
    result.series().forEach(read -> series.add(series(read)));
    return root;
  }

  /**
   * The list with each reading in it.
   *
   * @throws IOException when a report that was just written cannot be read
   */
  public ObjectNode everything() throws IOException {
    ObjectNode root = list();
    ObjectMapper mapper = new ObjectMapper();
    for (int i = 0; i < result.series().size(); i++) {
      ReadSeries read = result.series().get(i);
      ObjectNode node = (ObjectNode) root.withArray("series").get(i);
      node.set("reading", mapper.readTree(read.folder().resolve("reading.json").toFile()));
    }
    return root;
  }

  private ObjectNode file(GivenFile file) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("file", file.name());
    node.put("status", file.refused().isPresent() ? "refused" : "read");
    result.series(file).ifPresent(read -> node.put("series", read.name()));
    file.refused()
        .ifPresent(why -> node.put("reason", why.reason().name()).put("text", why.text()));
    return node;
  }

  private static ObjectNode series(ReadSeries read) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", read.name());
    node.put("seriesInstanceUid", read.uid());
    node.put("complete", read.complete());
    node.put("untrained", read.training() == Training.UNTRAINED);
    node.put("slices", read.slices());
    node.put("synthetic", read.synthetic());
    node.put("searched", read.searched());
    node.put("findings", read.findings());
    ArrayNode remarks = node.putArray("remarks");
    read.remarks()
        .forEach(
            remark ->
                remarks.addObject().put("kind", remark.kind().name()).put("text", remark.text()));
    return node;
  }
}
