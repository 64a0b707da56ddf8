package duet.viewer.render;

/**
 * Window of grey values: {@code centre - width/2} is black, {@code centre + width/2} is white.
 *
 * @param centre HU for CT, 0..255 for synthetic MRI
 * @param width at least 1
 */
public record Window(double centre, double width) {
  public static final Window BRAIN = new Window(40, 80);
  public static final Window STROKE = new Window(40, 40);
  public static final Window NARROW = new Window(32, 8);
  public static final Window SUBDURAL = new Window(75, 200);
  public static final Window BONE = new Window(600, 2800);

  /** Everything of a synthetic slice, whose values are 0..255. */
  public static final Window SYNTHETIC = new Window(127.5, 255);

  public Window {
    if (!Double.isFinite(centre) || !(width >= 1) || width > 65536) {
      throw new IllegalArgumentException("window centre " + centre + ", width " + width);
    }
  }

  /** Moved by a drag; the width stays within 1..65536 and the centre within 16 bits. */
  public Window movedBy(double centreChange, double widthChange) {
    return new Window(
        Math.max(-32768, Math.min(32767, centre + centreChange)),
        Math.max(1, Math.min(65536, width + widthChange)));
  }
}
