package duet.viewer.style;

import java.util.Locale;
import java.util.Map;
import javafx.scene.paint.Color;

/**
 * Colours that are painted by code; those of controls are in {@code duet.css} and agree with these.
 * Boxes differ by class in hue and lightness, so that they also differ for the colour blind.
 */
public final class Palette {
  /** Around an image: darker than any control, not quite the black of air. */
  public static final Color VIEWPORT = Color.web("#06080a");

  public static final Color PANEL = Color.web("#14181c");
  public static final Color LINE = Color.web("#2b3138");
  public static final Color TEXT = Color.web("#d3d9df");
  public static final Color QUIET_TEXT = Color.web("#8d97a1");
  public static final Color ACCENT = Color.web("#5aa2e0");
  public static final Color WARNING = Color.web("#f0b849");
  public static final Color ALARM = Color.web("#ff6b61");
  public static final Color GOOD = Color.web("#5cc48a");

  private static final Color BLEED = Color.web("#ff8a5c");

  /**
   * The types of haemorrhage: extradural, intraparenchymal, -ventricular, subarachnoid, subdural.
   */
  private static final Map<String, Color> BLEEDS =
      Map.of(
          "edh", Color.web("#ffb35c"),
          "iph", BLEED,
          "ivh", Color.web("#ff7fb0"),
          "sah", Color.web("#c9a2ff"),
          "sdh", Color.web("#8fe07a"));

  private static final Color ISCHAEMIA = Color.web("#5fe0d8");
  private static final Color OTHER = Color.web("#f5dc6b");

  private Palette() {}

  /** Colour of the boxes of a class; the label says the class too. */
  public static Color ofClass(String label) {
    String name = label.toLowerCase(Locale.ROOT);
    if (name.contains("hemorrhag") || name.contains("haemorrhag") || name.contains("bleed")) {
      return BLEED;
    }
    return name.contains("isch") || name.contains("infarct")
        ? ISCHAEMIA
        : BLEEDS.getOrDefault(name, OTHER);
  }

  /** The colour as CSS writes it. */
  public static String css(Color color) {
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(color.getRed() * 255),
        Math.round(color.getGreen() * 255),
        Math.round(color.getBlue() * 255));
  }
}
