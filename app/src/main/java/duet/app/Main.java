package duet.app;

/** The one entry point; does not extend Application, so that a plain class path starts it. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
  }
}
