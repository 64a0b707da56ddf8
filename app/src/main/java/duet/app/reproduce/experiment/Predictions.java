package duet.app.reproduce.experiment;

import duet.models.build.Pix2Pix.Variant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All figures of the paper as a simulation gives them.
 *
 * @param pairs of Tables IV and VI, in their order
 * @param gpuOnly the same pairs with all on the GPU
 * @param alone frames a second of a generator alone on the DLA, and share of the GPU's time
 * @param naive frames a second of the detector on the GPU beside the generator on the DLA
 */
public record Predictions(
    List<Pair> pairs, List<Pair> gpuOnly, Map<Variant, Alone> alone, Map<Variant, Pair> naive) {
  public Predictions {
    pairs = List.copyOf(pairs);
    gpuOnly = List.copyOf(gpuOnly);
    alone = Map.copyOf(alone);
    naive = Map.copyOf(naive);
  }

  /**
   * A generator alone on the DLA.
   *
   * @param rate frames a second
   * @param gpuBusy share of the time
   */
  public record Alone(double rate, double gpuBusy) {}

  /** Runs all experiments; the standalone ones without the pipeline's time on the host. */
  public static Predictions of(Stage stage, List<PaperRow> rows) {
    List<Pair> pairs = new ArrayList<>();
    List<Pair> gpuOnly = new ArrayList<>();
    for (PaperRow row : rows) {
      pairs.add(stage.pair(row));
      List<Double> rates = stage.gpuOnly(row).rates();
      gpuOnly.add(new Pair(rates.get(0), rates.get(1)));
    }
    Stage bare = stage.withoutHost();
    Map<Variant, Alone> alone = new EnumMap<>(Variant.class);
    Map<Variant, Pair> naive = new EnumMap<>(Variant.class);
    for (Variant variant : Variant.values()) {
      Bench.Outcome outcome = bare.alone(variant);
      alone.put(variant, new Alone(outcome.rates().get(0), outcome.gpuBusy()));
      List<Double> rates = stage.naive(variant).rates();
      naive.put(variant, new Pair(rates.get(0), rates.get(1)));
    }
    return new Predictions(pairs, gpuOnly, alone, naive);
  }
}
