package duet.viewer.viewport;

import duet.viewer.render.Framing;
import duet.viewer.render.Lut;
import duet.viewer.render.Resample;
import duet.viewer.render.View;
import duet.viewer.render.Window;
import java.nio.IntBuffer;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;

/**
 * The pixels of a view. A new slice, zoom, pan or size is resampled on the render thread into the
 * back buffer; when that is done the buffers are swapped and the window's table paints the front
 * one into a pixel buffer that is shown 1:1. A new window only repeats the last step. JavaFX would
 * scale the image itself at a tenth of the speed (docs, explanation of the image path).
 *
 * <p>The back buffer belongs to the render thread while {@link #running} is present and to the FX
 * thread otherwise; everything else belongs to the FX thread. All work is done at most once per
 * pulse, in {@link #layoutChildren}; nothing runs while nothing changes.
 */
final class ImagePane extends Region {
  private final RenderThread thread;
  private final ObservableValue<Number> outputScale;
  private final ObservableValue<Framing> framing;
  private final ObjectProperty<Window> window;
  private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ImageView image = new ImageView();
  private final Lut lut;

  private Optional<Picture> wanted = Optional.empty();
  private Optional<Shown> running = Optional.empty();
  private boolean drawn;
  private boolean repaint;
  private Resample front = new Resample();
  private Resample back = new Resample();
  private int[] argb = {};
  private Optional<PixelBuffer<IntBuffer>> pixels = Optional.empty();

  ImagePane(RenderThread thread, ObservableValue<Framing> framing, Window first) {
    this.thread = thread;
    this.framing = framing;
    window = new SimpleObjectProperty<>(first);
    lut = new Lut(first);
    image.setSmooth(false);
    image.setManaged(false);
    getChildren().add(image);
    outputScale =
        sceneProperty()
            .flatMap(Scene::windowProperty)
            .flatMap(stage -> stage.outputScaleXProperty())
            .orElse(1.0);
    outputScale.addListener((value, before, now) -> requestLayout());
    framing.addListener((value, before, now) -> requestLayout());
    window.addListener((value, before, now) -> windowChanged());
  }

  ObjectProperty<Window> windowProperty() {
    return window;
  }

  ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  Image image() {
    return image.getImage();
  }

  void show(Picture picture) {
    wanted = Optional.of(picture);
    requestLayout();
  }

  /** The picture disappears at once, not at the next pulse. */
  void clear() {
    wanted = Optional.empty();
    shown.set(Optional.empty());
    image.setVisible(false);
  }

  private void windowChanged() {
    repaint = true;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    takeDrawn();
    askForWanted();
    if (repaint) {
      paint();
    }
  }

  private void takeDrawn() {
    if (!drawn) {
      return;
    }
    drawn = false;
    Optional<Shown> done = running;
    running = Optional.empty();
    if (done.isPresent() && stillWanted(done.get())) {
      Resample swap = front;
      front = back;
      back = swap;
      shown.set(done);
      repaint = true;
    }
  }

  /** A slice that was scrolled past may be seen; one of another series must not. */
  private boolean stillWanted(Shown done) {
    String series = done.picture().text().seriesInstanceUid();
    return wanted.isPresent() && wanted.get().text().seriesInstanceUid().equals(series);
  }

  private void askForWanted() {
    double scale = outputScale.getValue().doubleValue();
    int width = (int) Math.floor(getWidth() * scale);
    int height = (int) Math.floor(getHeight() * scale);
    if (running.isPresent() || wanted.isEmpty() || width < 1 || height < 1) {
      return;
    }
    Picture picture = wanted.get();
    View view = View.of(picture.grid(), framing.getValue(), width, height);
    Shown next = new Shown(picture, view, scale);
    if (!shown.get().equals(Optional.of(next))) {
      running = Optional.of(next);
      Resample target = back;
      thread.submit(this, () -> draw(next, target));
    }
  }

  /** On the render thread. */
  private void draw(Shown next, Resample target) {
    target.draw(next.picture().raster(), next.view());
    Platform.runLater(
        () -> {
          drawn = true;
          requestLayout();
        });
  }

  private void paint() {
    repaint = false;
    if (shown.get().isEmpty()) {
      return;
    }
    fitPixels(shown.get().get());
    lut.set(window.get());
    lut.paint(front, argb);
    pixels.ifPresent(buffer -> buffer.updateBuffer(all -> null));
    image.setVisible(true);
  }

  /** A new pixel buffer, only when the size of the view changed. */
  private void fitPixels(Shown now) {
    int width = now.view().width();
    int height = now.view().height();
    if (pixels.isEmpty()
        || pixels.get().getWidth() != width
        || pixels.get().getHeight() != height) {
      argb = new int[width * height];
      PixelBuffer<IntBuffer> buffer =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
      pixels = Optional.of(buffer);
      image.setImage(new WritableImage(buffer));
    }
    image.setFitWidth(width / now.outputScale());
    image.setFitHeight(height / now.outputScale());
  }
}
