package duet.viewer.panel;

import javafx.scene.layout.Region;

/**
 * Keeps the layout of what changes often to itself. JavaFX lays out from a node that asked for it
 * up to the next unmanaged one, so without this a number that changes lays out the whole window.
 * The price: whoever changes the height of the content says so by {@link #requestLayout}.
 */
public final class LayoutRoot extends Region {
  private final Region content;

  /** Around what changes often. */
  public LayoutRoot(Region content) {
    this.content = content;
    content.setManaged(false);
    getChildren().add(content);
  }

  @Override
  protected double computeMinWidth(double height) {
    return content.minWidth(height);
  }

  @Override
  protected double computePrefWidth(double height) {
    return content.prefWidth(height);
  }

  @Override
  protected double computeMinHeight(double width) {
    return content.prefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    return content.prefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    content.resizeRelocate(0, 0, getWidth(), getHeight());
  }
}
