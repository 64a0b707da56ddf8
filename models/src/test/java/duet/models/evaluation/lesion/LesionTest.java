package duet.models.evaluation.lesion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;
import duet.models.dataset.Split;
import duet.models.evaluation.image.Mask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LesionTest {
  private static final Pair PAIR =
      new Pair("p", "1", 1, Split.VAL, Path.of("ct.png"), Path.of("mri.png"));

  /** A round head: skull of 255 around brain whose grey alternates between 98 and 102. */
  private static final GreyPicture HEAD = head();

  private static GreyPicture head() {
    byte[] grey = new byte[128 * 128];
    for (int i = 0; i < grey.length; i++) {
      double r = Math.hypot(i % 128 - 64, i / 128 - 64);
      int brain = (i + i / 128) % 2 == 0 ? 98 : 102;
      grey[i] = (byte) (r <= 45 ? brain : r <= 52 ? 255 : 0);
    }
    return new GreyPicture(128, 128, grey);
  }

  private static UnaryOperator<GreyPicture> mapping(IntUnaryOperator level) {
    return ct -> {
      byte[] grey = new byte[ct.grey().length];
      for (int i = 0; i < grey.length; i++) {
        grey[i] = (byte) level.applyAsInt(ct.grey()[i] & 0xFF);
      }
      return new GreyPicture(ct.width(), ct.height(), grey);
    };
  }

  private static Trace trace(LesionKind kind, UnaryOperator<GreyPicture> model) {
    Lesion lesion = new Lesion(64, 64, kind);
    GreyPicture with = lesion.insertedInto(HEAD);
    return Trace.of(
        PAIR,
        new Places(HEAD),
        lesion,
        new Trace.Change(HEAD, with),
        new Trace.Change(model.apply(HEAD), model.apply(with)));
  }

  private static Cell cell(UnaryOperator<GreyPicture> model) {
    return new Cell(LesionGrid.HEADLINE, List.of(trace(LesionGrid.HEADLINE, model)));
  }

  @Test
  void contrastIsFullInTheMiddleHalfAtTheRadiusAndGoneBeyond() {
    Lesion lesion = new Lesion(64, 64, new LesionKind(16, 20));
    GreyPicture with = lesion.insertedInto(HEAD);
    assertEquals(64, with.at(64, 64) - HEAD.at(64, 64)); // 20 HU x 255 / 80 = 63.75
    assertEquals(32, with.at(72, 64) - HEAD.at(72, 64)); // at the radius of 8
    assertEquals(0, with.at(73, 64) - HEAD.at(73, 64));
    assertEquals(64, with.at(64, 57) - HEAD.at(64, 57));
  }

  @Test
  void whatWouldBeBrighterThanWhiteIsClamped() {
    GreyPicture with = new Lesion(64, 64, new LesionKind(8, 60)).insertedInto(HEAD);
    assertEquals(255, with.at(64, 64)); // 98 + 191
  }

  @Test
  void aModelThatCopiesKeepsAllAndOneThatPaintsOverKeepsNothing() {
    Cell copied = cell(UnaryOperator.identity());
    assertEquals(1, copied.kept().value(), 1e-12);
    assertEquals(1, copied.keptSigned().value(), 1e-12);
    assertEquals(copied.ctContrastToNoise(), copied.mriContrastToNoise());
    assertEquals(0, copied.elsewhere().value());
    Cell painted = cell(mapping(level -> 50));
    assertEquals(0, painted.kept().value());
    assertEquals(0, painted.visible().value());
  }

  @Test
  void aModelThatHalvesContrastKeepsHalfAndOneThatInvertsKeepsAllWithTheOtherSign() {
    assertEquals(0.5, cell(mapping(level -> level / 2)).kept().value(), 0.01);
    Cell inverted = cell(mapping(level -> 255 - level));
    assertEquals(1, inverted.kept().value(), 1e-12);
    assertEquals(-1, inverted.keptSigned().value(), 1e-12);
  }

  @Test
  void noiseIsTheSpreadOfTheRing() {
    Trace trace = trace(new LesionKind(8, -10), UnaryOperator.identity());
    assertEquals(2, trace.ctNoise(), 0.05); // 98 and 102, half and half
    assertTrue(trace.ctChange() < -25, "a hypodense area is darker");
    assertEquals(Math.abs(trace.ctChange()) / trace.ctNoise(), trace.ctContrastToNoise());
  }

  @Test
  void whatAModelChangesElsewhereIsCounted() {
    UnaryOperator<GreyPicture> spill =
        ct ->
            ct.at(64, 64) > 110 ? mapping(level -> level < 110 ? level + 3 : level).apply(ct) : ct;
    assertEquals(3, cell(spill).elsewhere().value(), 1e-12);
  }

  @Test
  void placesAreInsideTheBrainApartAndAlwaysTheSame() {
    Places places = new Places(HEAD);
    List<Integer> drawn = places.draw(16, 4, 7);
    assertEquals(4, drawn.size());
    assertEquals(drawn, new Places(HEAD).draw(16, 4, 7));
    Mask tissue = places.tissue();
    assertTrue(tissue.at(64, 64));
    for (int place : drawn) {
      double r = Math.hypot(place % 128 - 64, place / 128 - 64);
      assertTrue(r + 8 <= 45, "reaches the skull: " + r);
      for (int other : drawn) {
        double apart = Math.hypot(place % 128 - other % 128, place / 128 - other / 128);
        assertTrue(place == other || apart >= 16, "too near: " + apart);
      }
    }
  }

  @Test
  void whereThereIsNoRoomThereAreNoPlaces() {
    GreyPicture black = new GreyPicture(64, 64, new byte[64 * 64]);
    assertEquals(List.of(), new Places(black).draw(4, 2, 7));
  }

  @Test
  void theGridSortsTracesIntoItsCells() {
    List<Trace> traces = new ArrayList<>();
    for (LesionKind kind : LesionGrid.STANDARD.kinds()) {
      traces.add(trace(kind, UnaryOperator.identity()));
    }
    Collections.reverse(traces);
    List<Cell> cells = LesionGrid.STANDARD.cells(traces);
    assertEquals(32, cells.size());
    assertTrue(cells.stream().allMatch(cell -> cell.traces().size() == 1));
    assertTrue(cells.stream().anyMatch(cell -> cell.kind().equals(LesionGrid.HEADLINE)));
  }
}
