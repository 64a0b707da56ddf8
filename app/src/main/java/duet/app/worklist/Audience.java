package duet.app.worklist;

/**
 * Who shows a worklist. Told which series has something new, on any thread; asks for it when it has
 * time.
 */
public interface Audience {
  /** Something that is looked at, or what the list is made of; a series that was closed too. */
  void changed(String seriesInstanceUid);

  /** One slice more, or the answer for one that nobody looks at: many a second, none urgent. */
  default void progressed(String seriesInstanceUid) {
    changed(seriesInstanceUid);
  }
}
