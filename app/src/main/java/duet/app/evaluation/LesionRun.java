package duet.app.evaluation;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;
import duet.models.evaluation.lesion.Lesion;
import duet.models.evaluation.lesion.LesionGrid;
import duet.models.evaluation.lesion.LesionKind;
import duet.models.evaluation.lesion.Places;
import duet.models.evaluation.lesion.Trace;
import duet.models.evaluation.lesion.Trace.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A synthesis model on CTs with and without inserted lesions: at each place that is drawn for a
 * size, every contrast once.
 */
public final class LesionRun {
  private static final long SEED = 20_240;

  private final LesionGrid grid;
  private final int placesASize;
  private final UnaryOperator<GreyPicture> model;

  /**
   * Prepares a run.
   *
   * @param placesASize places in each slice for each size
   */
  public LesionRun(LesionGrid grid, int placesASize, UnaryOperator<GreyPicture> model) {
    this.grid = grid;
    this.placesASize = placesASize;
    this.model = model;
  }

  /** Inserts, runs and measures, slice by slice. */
  public List<Trace> over(List<Pair> pairs, Ticker ticker) throws InterruptedException {
    List<Trace> traces = new ArrayList<>();
    int sizes = grid.diametersPx().size();
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      GreyPicture ct = pair.readCt();
      Probe probe = new Probe(pair, ct, new Places(ct), model.apply(ct));
      for (int size = 0; size < sizes; size++) {
        ticker.at(i * sizes + size, pairs.size() * sizes);
        traces.addAll(probe.traces(grid.diametersPx().get(size), SEED + i));
      }
    }
    ticker.at(pairs.size() * sizes, pairs.size() * sizes);
    return traces;
  }

  /** One slice: its CT, and what the model makes of it as it is. */
  private final class Probe {
    private final Pair pair;
    private final GreyPicture ct;
    private final Places places;
    private final GreyPicture mri;

    Probe(Pair pair, GreyPicture ct, Places places, GreyPicture mri) {
      this.pair = pair;
      this.ct = ct;
      this.places = places;
      this.mri = mri;
    }

    List<Trace> traces(double diameter, long seed) {
      List<Trace> traces = new ArrayList<>();
      for (int place : places.draw(diameter, placesASize, seed)) {
        for (double contrast : grid.contrastsHu()) {
          LesionKind kind = new LesionKind(diameter, contrast);
          traces.add(trace(new Lesion(place % ct.width(), place / ct.width(), kind)));
        }
      }
      return traces;
    }

    private Trace trace(Lesion lesion) {
      GreyPicture with = lesion.insertedInto(ct);
      Change inMri = new Change(mri, model.apply(with));
      return Trace.of(pair, places, lesion, new Change(ct, with), inMri);
    }
  }
}
