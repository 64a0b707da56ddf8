package duet.app.archive.scan;

/** What the first bytes of a file say it is. */
enum Magic {
  DICOM,
  ZIP,
  OTHER;

  /** Length of the DICOM preamble and its mark. */
  static final int BYTES = 132;

  /** The preamble may hold anything: a file that is both is DICOM. */
  static Magic of(byte[] start) {
    if (has(start, 128, 'D', 'I', 'C', 'M')) {
      return DICOM;
    }
    boolean zip = has(start, 0, 'P', 'K', 3, 4) || has(start, 0, 'P', 'K', 5, 6);
    return zip ? ZIP : OTHER;
  }

  private static boolean has(byte[] start, int at, int... expected) {
    if (start.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (start[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
