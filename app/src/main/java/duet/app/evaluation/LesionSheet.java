package duet.app.evaluation;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;
import duet.models.evaluation.lesion.Lesion;
import duet.models.evaluation.lesion.LesionGrid;
import duet.models.evaluation.lesion.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One lesion of each kind: for each size a row of CT clippings and below it the row of the
 * synthetic MRI, one column a contrast, the first without a lesion.
 */
public final class LesionSheet {
  private static final int CLIP = 64;
  private static final int TILE = 128;

  private final LesionGrid grid;
  private final List<Pair> pairs;
  private final List<Trace> traces;
  private final UnaryOperator<GreyPicture> model;

  /**
   * Prepares the sheet of a run.
   *
   * @param pairs those of the run
   */
  public LesionSheet(
      LesionGrid grid, List<Pair> pairs, List<Trace> traces, UnaryOperator<GreyPicture> model) {
    this.grid = grid;
    this.pairs = List.copyOf(pairs);
    this.traces = List.copyOf(traces);
    this.model = model;
  }

  /**
   * Draws and writes it.
   *
   * @param file a PNG
   */
  public void write(Path file, Subject subject) throws IOException {
    int sizes = grid.diametersPx().size();
    Sheet sheet = new Sheet(1 + grid.contrastsHu().size(), 2 * sizes, sizes + 3, TILE);
    sheet.line(subject.title() + ": inserted lesions in CT (upper rows) and synthetic MRI (lower)");
    List<String> captions = new ArrayList<>(List.of("without"));
    grid.contrastsHu().forEach(hu -> captions.add(String.format(Locale.ROOT, "%+.0f HU", hu)));
    sheet.captions(captions);
    for (double diameter : grid.diametersPx()) {
      Optional<Trace> shown = middle(diameter);
      sheet.line(
          String.format(Locale.ROOT, "%.0f px%s", diameter, shown.isEmpty() ? ": no room" : ""));
      if (shown.isPresent()) {
        rows(sheet, shown.get());
      }
    }
    sheet.write(file, subject.syntheticNotice());
  }

  /** Not chosen for what it shows: the one in the middle of the list. */
  private Optional<Trace> middle(double diameter) {
    List<Trace> those =
        traces.stream().filter(t -> t.lesion().kind().diameterPx() == diameter).toList();
    return those.isEmpty() ? Optional.empty() : Optional.of(those.get(those.size() / 2));
  }

  private void rows(Sheet sheet, Trace shown) {
    Pair pair = pairs.stream().filter(p -> p.name().equals(shown.name())).findFirst().orElseThrow();
    GreyPicture ct = pair.readCt();
    List<GreyPicture> upper = new ArrayList<>();
    List<GreyPicture> lower = new ArrayList<>();
    upper.add(clip(ct, shown.lesion()));
    lower.add(clip(model.apply(ct), shown.lesion()));
    for (Trace trace : traces) {
      if (trace.name().equals(shown.name()) && samePlace(trace.lesion(), shown.lesion())) {
        GreyPicture with = trace.lesion().insertedInto(ct);
        upper.add(clip(with, shown.lesion()));
        lower.add(clip(model.apply(with), shown.lesion()));
      }
    }
    sheet.row(upper);
    sheet.row(lower);
  }

  private static boolean samePlace(Lesion a, Lesion b) {
    return a.x() == b.x() && a.y() == b.y() && a.kind().diameterPx() == b.kind().diameterPx();
  }

  private static GreyPicture clip(GreyPicture picture, Lesion around) {
    int left = Math.max(0, Math.min(picture.width() - CLIP, around.x() - CLIP / 2));
    int top = Math.max(0, Math.min(picture.height() - CLIP, around.y() - CLIP / 2));
    byte[] grey = new byte[CLIP * CLIP];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) picture.at(left + i % CLIP, top + i / CLIP);
    }
    return new GreyPicture(CLIP, CLIP, grey);
  }
}
