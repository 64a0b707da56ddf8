package duet.app.report;

import duet.viewer.geometry.Point;
import java.util.Locale;

/** DICOM values and coordinates as a reader of reports expects them. */
final class Words {
  private Words() {}

  /** {@code DOE^JANE^^Dr} as {@code Doe, Jane Dr}-like text: family name, comma, the rest. */
  static String name(String dicom) {
    String latin = dicom.startsWith("=") ? dicom.replace("=", "") : dicom.split("=", -1)[0];
    String[] parts = latin.split("\\^", 2);
    String rest = parts.length > 1 ? parts[1].replace('^', ' ').strip().replaceAll(" +", " ") : "";
    return rest.isEmpty() ? orDash(parts[0].strip()) : parts[0].strip() + ", " + rest;
  }

  /** {@code 20040119} as {@code 2004-01-19}; anything else as it is. */
  static String date(String dicom) {
    return dicom.matches("\\d{8}")
        ? dicom.substring(0, 4) + "-" + dicom.substring(4, 6) + "-" + dicom.substring(6)
        : orDash(dicom);
  }

  static String orDash(String text) {
    return text.isBlank() ? "–" : text;
  }

  /** A patient position by its directions, whole millimetres: {@code L 12 P 40 S 103}. */
  static String position(Point point) {
    return String.format(
        Locale.ROOT,
        "%s %.0f  %s %.0f  %s %.0f",
        point.x() < 0 ? "R" : "L",
        Math.abs(point.x()),
        point.y() < 0 ? "A" : "P",
        Math.abs(point.y()),
        point.z() < 0 ? "I" : "S",
        Math.abs(point.z()));
  }
}
