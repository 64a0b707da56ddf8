package duet.app.evaluation;

/** Told how far a long run is. */
@FunctionalInterface
public interface Ticker {
  /**
   * So many are done.
   *
   * @throws InterruptedException when the run shall end
   */
  void at(int done, int of) throws InterruptedException;
}
