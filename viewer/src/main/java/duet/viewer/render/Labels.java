package duet.viewer.render;

/** Words that stand on every screen and paper; they cannot be configured away. */
public final class Labels {
  public static final String SYNTHETIC = "SYNTHETIC MRI – NOT ACQUIRED – RESEARCH USE ONLY";
  public static final String UNTRAINED = "UNTRAINED MODEL – OUTPUT IS NOISE";
  public static final String UNTRAINED_DETECTOR = "UNTRAINED DETECTOR – BOXES ARE NOISE";
  public static final String RESEARCH =
      "For research use only – not a medical device. Synthetic MRI is computed from CT and contains"
          + " no MR measurement. Lesions may be missing or invented. Read the CT.";

  private Labels() {}
}
