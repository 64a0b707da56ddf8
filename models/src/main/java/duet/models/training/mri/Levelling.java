package duet.models.training.mri;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the MRIs of all patients to one brightness. MRI has no units: each scan has a gain of its
 * own, which no CT tells. Left in, a network learns it by heart, patient by patient.
 *
 * <p>The measure is the median of the MRI where the CT shows brain; each patient's is scaled to the
 * mean of all.
 */
final class Levelling {
  /** CT grey values of brain in a window of W80 L40: 22 to 56 HU. */
  private static final int BRAIN_LOW = 70;

  private static final int BRAIN_HIGH = 180;
  private static final int LEVELS = 256;

  private Levelling() {}

  /** The same pairs with levelled MRIs, clipped at white. */
  static List<Example> of(List<Example> examples) {
    Map<String, long[]> histograms = new LinkedHashMap<>();
    for (Example example : examples) {
      count(example, histograms.computeIfAbsent(example.patient(), unused -> new long[LEVELS]));
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    histograms.forEach((patient, histogram) -> medians.put(patient, median(histogram)));
    double mean =
        medians.values().stream()
            .mapToDouble(Double::doubleValue)
            .filter(m -> m > 0)
            .average()
            .orElse(1);
    List<Example> levelled = new ArrayList<>();
    for (Example example : examples) {
      double median = medians.getOrDefault(example.patient(), 0.0);
      levelled.add(median > 0 ? scaled(example, mean / median) : example);
    }
    return levelled;
  }

  private static void count(Example example, long[] histogram) {
    for (int i = 0; i < example.ct().length; i++) {
      int ct = example.ct()[i] & 0xff;
      if (ct >= BRAIN_LOW && ct <= BRAIN_HIGH) {
        histogram[example.mri()[i] & 0xff]++;
      }
    }
  }

  private static double median(long[] histogram) {
    long half = Arrays.stream(histogram).sum() / 2;
    long seen = 0;
    for (int level = 0; level < LEVELS; level++) {
      seen += histogram[level];
      if (seen > half) {
        return level;
      }
    }
    return 0;
  }

  private static Example scaled(Example example, double gain) {
    byte[] mri = new byte[example.mri().length];
    for (int i = 0; i < mri.length; i++) {
      mri[i] = (byte) Math.min(LEVELS - 1, Math.round((example.mri()[i] & 0xff) * gain));
    }
    return new Example(example.name(), example.patient(), example.size(), example.ct(), mri);
  }
}
