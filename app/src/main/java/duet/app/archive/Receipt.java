package duet.app.archive;

/** What became of a received object. After all but {@link NotStored} it survives a power cut. */
public sealed interface Receipt {
  /** It is stored. */
  record Stored() implements Receipt {}

  /** The same object with the same bytes was stored before. */
  record StoredBefore() implements Receipt {}

  /**
   * Another object with the same UID was stored before. The older one stays what it was; this one
   * is kept aside for somebody to look at.
   */
  record KeptAside() implements Receipt {}

  /** Nothing of it is left here. The text names no patient. */
  record NotStored(Reason reason, String text) implements Receipt {}

  /** Why an object was not stored. */
  enum Reason {
    /** The disk is full or fails. */
    DISK,
    /** The data set cannot be parsed, or lacks the UIDs of its study and series. */
    NOT_UNDERSTOOD,
    /** The data set is not the object that the peer announced. */
    NOT_AS_ANNOUNCED
  }
}
