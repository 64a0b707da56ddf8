package duet.viewer.viewport;

import duet.viewer.render.Framing;
import duet.viewer.render.View;
import duet.viewer.render.Window;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * Mouse and keys of a view. Left drag: window (right is wider, down is a higher centre). Right or
 * middle drag: pan. Wheel: slices; with Ctrl: zoom about the cursor. Double click: fit. Page Up and
 * Page Down, Home and End: slices.
 */
final class Gestures {
  private static final double ZOOM_PER_NOTCH = 1.15;

  private final SliceViewport target;
  private final ViewportState shared;
  private double lastX;
  private double lastY;
  private double scrolled;

  Gestures(SliceViewport target, ViewportState shared) {
    this.target = target;
    this.shared = shared;
    target.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    target.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    target.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    target.addEventHandler(ScrollEvent.SCROLL, this::scroll);
    target.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void pressed(MouseEvent event) {
    target.requestFocus();
    lastX = event.getX();
    lastY = event.getY();
  }

  private void dragged(MouseEvent event) {
    double dx = event.getX() - lastX;
    double dy = event.getY() - lastY;
    lastX = event.getX();
    lastY = event.getY();
    if (event.isPrimaryButtonDown()) {
      changeWindow(dx, dy);
    } else {
      pan(dx, dy);
    }
    event.consume();
  }

  /** A narrow window moves by single units, a wide one faster. */
  private void changeWindow(double dx, double dy) {
    Window window = target.windowProperty().get();
    double step = Math.max(0.25, window.width() / 256);
    target.windowProperty().set(window.movedBy(dy * step, dx * step));
  }

  private void pan(double dx, double dy) {
    shownView()
        .ifPresent(
            shown -> {
              double scale = shown.outputScale();
              Framing framing = current(shown).movedBy(dx * scale, dy * scale);
              shared.framingProperty().set(framing);
            });
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      shared.framingProperty().set(Framing.Fit.FIT);
      event.consume();
    }
  }

  private void scroll(ScrollEvent event) {
    if (event.isControlDown()) {
      zoom(event);
    } else {
      turn(notches(event));
    }
    event.consume();
  }

  /** Turns of the wheel: the event counts pixels, so many a notch. */
  private static double notches(ScrollEvent event) {
    return event.getDeltaY() / Math.max(1, event.getMultiplierY());
  }

  /** Touch pads send parts of a notch: they add up. */
  private void turn(double notches) {
    scrolled = Math.signum(notches) == Math.signum(scrolled) ? scrolled + notches : notches;
    int whole = (int) scrolled;
    scrolled -= whole;
    shared.step(-whole);
  }

  private void zoom(ScrollEvent event) {
    shownView()
        .ifPresent(
            shown -> {
              double factor = Math.pow(ZOOM_PER_NOTCH, notches(event));
              double x = event.getX() * shown.outputScale();
              double y = (event.getY() - target.imageTop()) * shown.outputScale();
              shared.framingProperty().set(current(shown).zoomedAbout(x, y, factor));
            });
  }

  private Optional<Shown> shownView() {
    return target.shownProperty().get();
  }

  /** The framing may have moved on since the picture on screen was drawn. */
  private View current(Shown shown) {
    View drawn = shown.view();
    return View.of(drawn.grid(), shared.framingProperty().get(), drawn.width(), drawn.height());
  }

  private void key(KeyEvent event) {
    if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
      return;
    }
    if (event.getCode() == KeyCode.PAGE_DOWN) {
      shared.step(1);
    } else if (event.getCode() == KeyCode.PAGE_UP) {
      shared.step(-1);
    } else if (event.getCode() == KeyCode.HOME) {
      shared.sliceProperty().set(0);
    } else if (event.getCode() == KeyCode.END) {
      shared.sliceProperty().set(shared.sliceCountProperty().get() - 1);
    } else {
      return;
    }
    event.consume();
  }
}
