package duet.viewer.panel.lane;

import duet.viewer.style.Palette;
import java.util.List;
import javafx.scene.paint.Color;

/** The colours of the lanes: each network its own, the rest by what is done. */
final class Ink {
  static final Color TRACK = Color.web("#10161b");
  static final Color SIMULATED = Color.web("#f0b849", 0.24);
  private static final List<Color> NETWORKS =
      List.of(Palette.ACCENT, Color.web("#45c4b0"), Color.web("#d58fc0"), Color.web("#a9b665"));

  private Ink() {}

  static Color network(int index) {
    return NETWORKS.get(Math.max(0, index) % NETWORKS.size());
  }

  /** Of work that is the same for all networks. */
  static Color of(LaneSpan.Work work) {
    return switch (work) {
      case QUEUE -> Color.web("#5b6570");
      case PREPROCESS -> Color.web("#7f8f9c");
      case POSTPROCESS -> Color.web("#b7bfc6");
      case TRANSITION -> Palette.WARNING;
      case ENGINE -> network(0);
    };
  }
}
