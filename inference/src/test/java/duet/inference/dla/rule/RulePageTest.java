package duet.inference.dla.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import duet.inference.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the rules is made of the tables: {@code -Dgolden=write} writes it anew. */
class RulePageTest {
  private static final Path PAGE = Path.of("../docs/reference/dla-rules.md");

  @Test
  void thePageSaysWhatTheTablesSay() throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page());
    }
    assertEquals(page(), Files.readString(PAGE));
  }

  private static String page() {
    return """
        # What the DLA takes: the rules

        `duet check` holds each layer against these tables. They are the files of the package `duet.inference.dla.rule` that the
        program itself reads; this page is made of them by `RulePageTest`. How to read a verdict: [check a model](../how-to/check-a-model.md).

        No rule was measured by us, and none was tried on a Jetson: each is what its source says. `canRunOnDLA` of TensorRT on the
        device has the last word.

        """
        + section("sources", "Sources", "Letters in brackets behind a reason are these.")
        + section(
            "releases",
            "Releases of TensorRT",
            "Which rules a release follows. With `none` there is no DLA, and every layer runs on the GPU.")
        + section(
            "devices",
            "Devices",
            "The rules under which a device has a DLA, and the last ones that NVIDIA ships for it. Others are told with a warning.")
        + section(
            "layers",
            "Rules",
            "A layer runs on the DLA if every rule for its kind, and every rule for `ANY`, holds. `must be`: each value of the fact"
                + " lies in a range or is one of the words; `never` holds for nothing. `when`: the rule counts only then. `for`:"
                + " releases, devices, precisions; empty for all. `effect`: `refuse` sends the layer to the GPU, `half` keeps it on"
                + " the DLA in FP16 even in an INT8 engine, `note` only tells. `NETWORK` is the whole model.")
        + section(
            "cures",
            "Cures",
            "`exact`: the same function; `duet adapt` makes it, and proves it or does not write. `hand`: the same function, but"
                + " nothing in Duet makes it. `changes`: another function, to be judged or"
                + " trained again; never done for you. `file`: export or convert the model otherwise. `accept`: the GPU runs it.")
        + section(
                "operators",
                "Operators of ONNX",
                "What TensorRT makes of them. Inputs named under `parameters` are weights or settings of the layer when they are"
                    + " constant; other constants become layers of their own. An operator that is not listed runs on the GPU.")
            .stripTrailing()
        + "\n";
  }

  private static String section(String table, String title, String words) {
    List<Table.Row> rows = Table.read(Rulebook.class, table).rows();
    List<String> columns = List.copyOf(rows.get(0).cells().keySet());
    String head = columns.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    String line = columns.stream().map(c -> "---").collect(Collectors.joining("|", "|", "|\n"));
    String body = rows.stream().map(row -> line(row, columns)).collect(Collectors.joining());
    return "## " + title + "\n\n" + words + "\n\n" + head + line + body + "\n";
  }

  private static String line(Table.Row row, List<String> columns) {
    return columns.stream()
        .map(row::get)
        .map(cell -> cell.equals("-") ? "" : cell)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
