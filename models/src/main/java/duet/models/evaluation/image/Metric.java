package duet.models.evaluation.image;

/** The figures of a {@link Score}. */
public enum Metric {
  PSNR("psnrDb", 2),
  SSIM("ssim", 4),
  MSE("mse", 1),
  SHARPNESS("sharpness", 3);

  private final String key;
  private final int decimals;

  Metric(String key, int decimals) {
    this.key = key;
    this.decimals = decimals;
  }

  /** Its name in JSON, with its unit. */
  public String key() {
    return key;
  }

  /** How many decimals make sense in a table. */
  public int decimals() {
    return decimals;
  }

  public double of(Score score) {
    return switch (this) {
      case PSNR -> score.psnr();
      case SSIM -> score.ssim();
      case MSE -> score.mse();
      case SHARPNESS -> score.sharpness();
    };
  }
}
