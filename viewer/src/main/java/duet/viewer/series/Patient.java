package duet.viewer.series;

/** Who was scanned, as written in the file; empty strings where it says nothing. Never logged. */
public record Patient(String name, String id, String birthDate, String sex) {}
