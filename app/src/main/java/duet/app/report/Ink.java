package duet.app.report;

import java.awt.Color;

/**
 * How text looks on paper.
 *
 * @param size in points
 * @param emphasis share of the size by which the strokes are thickened: one embedded font does for
 *     both weights
 */
record Ink(float size, Color color, float emphasis) {
  static final Color BLACK = new Color(0x1A, 0x1D, 0x21);
  static final Color GREY = new Color(0x6A, 0x70, 0x78);
  static final Color RED = new Color(0xB4, 0x1E, 0x1E);
  static final Color AMBER = new Color(0xFF, 0xB0, 0x20);

  static final Ink TITLE = new Ink(15, BLACK, 0.025f);
  static final Ink HEADING = new Ink(8.5f, BLACK, 0.025f);
  static final Ink TEXT = new Ink(8.5f, BLACK, 0);
  static final Ink SMALL = new Ink(6.8f, GREY, 0);
  static final Ink LABEL = new Ink(6.5f, GREY, 0);
  static final Ink ALARM = new Ink(9, RED, 0.025f);

  Ink in(Color other) {
    return new Ink(size, other, emphasis);
  }

  /** From baseline to baseline, in points. */
  float leading() {
    return size * 1.3f;
  }
}
