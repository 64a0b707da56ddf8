package duet.viewer.style;

import atlantafx.base.theme.PrimerDark;
import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/** The one look of Duet: a dark reading room. */
public final class Theme {
  private Theme() {}

  /** Sets the look of the application and of this scene. FX thread. */
  public static void apply(Scene scene) {
    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    scene.setFill(Palette.PANEL);
    scene.getStylesheets().addAll(sheet("modena-names.css"), sheet("duet.css"));
  }

  private static String sheet(String name) {
    URL url = Theme.class.getResource(name);
    return Objects.requireNonNull(url, name + " is missing from the jar").toExternalForm();
  }
}
