package duet.models.evaluation.lesion;

import java.util.ArrayList;
import java.util.List;

/** The lesions that are inserted: graded in size and in contrast. */
public record LesionGrid(List<Double> diametersPx, List<Double> contrastsHu) {
  /** Bleeds of 10 to 40 HU above brain and hypodense areas of 5 to 20 HU below it. */
  public static final LesionGrid STANDARD =
      new LesionGrid(
          List.of(4.0, 8.0, 16.0, 24.0),
          List.of(40.0, 30.0, 20.0, 10.0, -5.0, -10.0, -15.0, -20.0));

  /** The one lesion whose figure stands for a model: a bleed of 16 px and +30 HU. */
  public static final LesionKind HEADLINE = new LesionKind(16, 30);

  public LesionGrid {
    diametersPx = List.copyOf(diametersPx);
    contrastsHu = List.copyOf(contrastsHu);
  }

  /** Size by size, the strongest bleed first. */
  public List<LesionKind> kinds() {
    List<LesionKind> kinds = new ArrayList<>();
    for (double diameter : diametersPx) {
      for (double contrast : contrastsHu) {
        kinds.add(new LesionKind(diameter, contrast));
      }
    }
    return List.copyOf(kinds);
  }

  /** The traces sorted into cells, in the order of {@link #kinds}. */
  public List<Cell> cells(List<Trace> traces) {
    return kinds().stream()
        .map(
            kind ->
                new Cell(
                    kind, traces.stream().filter(t -> t.lesion().kind().equals(kind)).toList()))
        .toList();
  }
}
