package duet.viewer.viewport;

import duet.viewer.overlay.Role;
import duet.viewer.overlay.SliceOverlay;
import duet.viewer.render.Raster;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.MouseEvent;

/** Reads the value under the mouse: HU of the CT as it was stored, never of resampled pixels. */
final class Probe {
  private final SliceViewport target;
  private final Role role;
  private final SliceOverlay overlay;
  private Optional<MouseEvent> last = Optional.empty();

  Probe(SliceViewport target, Role role, SliceOverlay overlay) {
    this.target = target;
    this.role = role;
    this.overlay = overlay;
    target.addEventHandler(MouseEvent.MOUSE_MOVED, this::at);
    target.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::at);
    target.addEventHandler(MouseEvent.MOUSE_EXITED, this::gone);
    target.shownProperty().addListener((value, before, now) -> read());
  }

  private void at(MouseEvent event) {
    last = Optional.of(event);
    read();
  }

  private void gone(MouseEvent event) {
    last = Optional.empty();
    read();
  }

  private void read() {
    Optional<Shown> shown = target.shownProperty().get();
    if (shown.isEmpty() || last.isEmpty()) {
      overlay.showProbe("");
      return;
    }
    double x = last.get().getX() * shown.get().outputScale();
    double y = (last.get().getY() - target.imageTop()) * shown.get().outputScale();
    int column = (int) Math.floor(shown.get().view().toColumn(x));
    int row = (int) Math.floor(shown.get().view().toRow(y));
    overlay.showProbe(words(shown.get().picture().raster(), column, row));
  }

  private String words(Raster raster, int column, int row) {
    if (column < 0 || row < 0 || column >= raster.columns() || row >= raster.rows()) {
      return "";
    }
    int value = raster.values()[row * raster.columns() + column];
    String what = role == Role.CT ? value + " HU" : "grey " + value + " (not HU)";
    return String.format(Locale.ROOT, "%s   x %d  y %d", what, column, row);
  }
}
