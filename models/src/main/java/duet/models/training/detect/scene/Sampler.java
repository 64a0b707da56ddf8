package duet.models.training.detect.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws pictures so that neither a patient with many slices nor a frequent kind of bleed rules the
 * training: first with or without bleed, then a patient, then a slice.
 */
public final class Sampler {
  private static final double BLEEDING = 0.5;

  private final List<List<Scene>> bleeding;
  private final List<List<Scene>> clean;

  /** Draws from these. */
  public Sampler(List<Scene> scenes) {
    bleeding = byGroup(scenes.stream().filter(s -> !s.boxes().isEmpty()).toList());
    clean = byGroup(scenes.stream().filter(s -> s.boxes().isEmpty()).toList());
  }

  private static List<List<Scene>> byGroup(List<Scene> scenes) {
    Map<String, List<Scene>> groups = new LinkedHashMap<>();
    for (Scene scene : scenes) {
      groups.computeIfAbsent(scene.source().group(), group -> new ArrayList<>()).add(scene);
    }
    return new ArrayList<>(groups.values());
  }

  /** With or without a bleed. */
  Scene scene(Random random) {
    boolean wantsBleed = random.nextDouble() < BLEEDING;
    if (clean.isEmpty() || (wantsBleed && !bleeding.isEmpty())) {
      return bleeding(random);
    }
    return from(clean, random);
  }

  /** With a bleed; there must be one. */
  Scene bleeding(Random random) {
    return from(bleeding, random);
  }

  /** A patient counts by the square root of the number of his slices. */
  private static Scene from(List<List<Scene>> groups, Random random) {
    double total = groups.stream().mapToDouble(group -> Math.sqrt(group.size())).sum();
    double at = random.nextDouble() * total;
    for (List<Scene> group : groups) {
      at -= Math.sqrt(group.size());
      if (at < 0) {
        return group.get(random.nextInt(group.size()));
      }
    }
    List<Scene> last = groups.get(groups.size() - 1);
    return last.get(random.nextInt(last.size()));
  }
}
