package duet.viewer.viewport;

import duet.viewer.render.Framing;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * What linked views have in common: slice, framing, whether findings are drawn. Views change it on
 * wheel, drag and keys; the owner listens to {@link #sliceProperty} and hands both views the
 * pictures of that slice. FX thread.
 */
public final class ViewportState {
  private final ReadOnlyIntegerWrapper sliceCount = new ReadOnlyIntegerWrapper();
  private final IntegerProperty slice =
      new SimpleIntegerProperty() {
        @Override
        public void set(int index) {
          super.set(clamp(index));
        }
      };
  private final ObjectProperty<Framing> framing = new SimpleObjectProperty<>(Framing.Fit.FIT);
  private final BooleanProperty findingsVisible = new SimpleBooleanProperty(true);

  private int clamp(int index) {
    return Math.max(0, Math.min(sliceCount.get() - 1, index));
  }

  /** Index of the slice, 0 to {@code sliceCount - 1}; other values are clamped. */
  public IntegerProperty sliceProperty() {
    return slice;
  }

  public int slice() {
    return slice.get();
  }

  /** Goes some slices on, back if negative; stops at the ends. */
  public void step(int slices) {
    slice.set(slice.get() + slices);
  }

  public ReadOnlyIntegerProperty sliceCountProperty() {
    return sliceCount.getReadOnlyProperty();
  }

  /** Number of slices that there are now; the slice is kept where it still exists. */
  public void setSliceCount(int count) {
    sliceCount.set(count);
    slice.set(slice.get());
  }

  public ObjectProperty<Framing> framingProperty() {
    return framing;
  }

  /** Boxes on or off in all linked views; a view says so while they are off. */
  public BooleanProperty findingsVisibleProperty() {
    return findingsVisible;
  }
}
