package duet.app.batch;

/** Who wants to know how far a batch is. Called from several threads, one call at a time each. */
public interface BatchWatcher {
  /** Nobody. */
  BatchWatcher NOBODY =
      new BatchWatcher() {
        @Override
        public void imported(int done, int found) {}

        @Override
        public void began(String name, int slices) {}

        @Override
        public void read(int done, int slices) {}

        @Override
        public void ended(String name) {}
      };

  /** So many of the files found so far were looked into. */
  void imported(int done, int found);

  /** The series with this name is being read now. */
  void began(String name, int slices);

  /** So many of its slices have a result. */
  void read(int done, int slices);

  /** All of its results are on the disk. */
  void ended(String name);
}
