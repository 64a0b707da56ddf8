package duet.viewer.viewport;

import duet.viewer.overlay.Role;
import javafx.scene.layout.Region;

/**
 * CT on the left, synthetic MRI on the right, always of the same size, so that the same framing
 * shows the same part of both. Slice, zoom and pan are shared, windows are not. Owns the render
 * thread: close it with the window. FX thread.
 */
public final class LinkedViews extends Region implements AutoCloseable {
  private static final double GAP = 2;

  private final ViewportState state = new ViewportState();
  private final RenderThread thread = new RenderThread();
  private final SliceViewport ct = new SliceViewport(Role.CT, state, thread);
  private final SliceViewport mri = new SliceViewport(Role.SYNTHETIC_MRI, state, thread);

  public LinkedViews() {
    getStyleClass().add("linked-views");
    ct.setId("ct");
    mri.setId("mri");
    getChildren().addAll(ct, mri);
  }

  public ViewportState state() {
    return state;
  }

  /** The acquired images: the master of the pair. */
  public SliceViewport ct() {
    return ct;
  }

  /** The synthetic MRI. */
  public SliceViewport mri() {
    return mri;
  }

  @Override
  protected void layoutChildren() {
    double width = Math.max(0, Math.floor((getWidth() - GAP) / 2));
    ct.resizeRelocate(0, 0, width, getHeight());
    mri.resizeRelocate(width + GAP, 0, width, getHeight());
  }

  @Override
  protected double computePrefWidth(double height) {
    return ct.prefWidth(height) + GAP + mri.prefWidth(height);
  }

  @Override
  protected double computePrefHeight(double width) {
    return Math.max(ct.prefHeight(width / 2), mri.prefHeight(width / 2));
  }

  @Override
  protected double computeMinWidth(double height) {
    return ct.minWidth(height) + GAP + mri.minWidth(height);
  }

  @Override
  protected double computeMinHeight(double width) {
    return ct.minHeight(width);
  }

  /** Ends the render thread; nothing is drawn after that. */
  @Override
  public void close() {
    thread.close();
  }
}
