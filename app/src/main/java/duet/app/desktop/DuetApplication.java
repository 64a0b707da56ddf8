package duet.app.desktop;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/** JavaFX's way into the window. */
public final class DuetApplication extends Application {
  /**
   * JavaFX makes the application itself, by reflection, and passes it nothing but strings; so the
   * desk waits here for the moment between {@link #open} and {@link #start}.
   */
  private static final AtomicReference<Optional<Desk>> WAITING =
      new AtomicReference<>(Optional.empty());

  private Optional<DuetWindow> window = Optional.empty();

  /**
   * Opens the window and returns when it is closed, or when the calling thread is interrupted,
   * which closes it. Once in the life of a program.
   */
  public static void open(Desk desk) {
    WAITING.set(Optional.of(desk));
    try {
      launch(DuetApplication.class);
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof InterruptedException)) {
        throw e;
      }
      Platform.exit();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start(Stage stage) {
    Desk desk = WAITING.getAndSet(Optional.empty()).orElseThrow();
    window = Optional.of(new DuetWindow(stage, desk));
  }

  @Override
  public void stop() {
    window.ifPresent(DuetWindow::close);
  }
}
