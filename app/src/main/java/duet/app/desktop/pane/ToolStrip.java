package duet.app.desktop.pane;

import duet.app.desktop.key.Commands;
import duet.viewer.render.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;

/** The tools above the images. Whatever is here has a key, too. */
public final class ToolStrip extends ToolBar {
  private final Map<Window, ToggleButton> presets = new LinkedHashMap<>();
  private final ToggleGroup windows = new ToggleGroup();
  private final ToggleButton ai = new ToggleButton("AI");
  private final FontIcon eye = FontIcon.of(MaterialDesignE.EYE_OUTLINE);
  private final SplitMenuButton export;

  public ToolStrip(Commands commands, BooleanProperty aiShown) {
    getStyleClass().add("tool-strip");
    export = export(commands);
    bindAi(aiShown);
    Button fit = button("Fit", MaterialDesignF.FIT_TO_PAGE_OUTLINE, commands::fit);
    fit.setTooltip(new Tooltip("Fit the image into the view (F)"));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getItems().addAll(open(commands), separator(), windows(commands), fit, separator());
    getItems().addAll(ai, space, export, separator());
    explain(commands);
  }

  private void explain(Commands commands) {
    Button models = button("Models", MaterialDesignB.BRAIN, commands::showModels);
    models.setId("models");
    models.setTooltip(new Tooltip("What the models are for, how good, which limits (F2)"));
    Button keys = button("Keys", MaterialDesignK.KEYBOARD_OUTLINE, commands::showKeys);
    keys.setId("keys");
    keys.setTooltip(new Tooltip("Keyboard map (F1)"));
    Button about = button("About", MaterialDesignI.INFORMATION_OUTLINE, commands::showAbout);
    about.setId("about");
    getItems().addAll(models, keys, about);
  }

  private static SplitMenuButton open(Commands commands) {
    MenuItem files = new MenuItem("Files or a ZIP…");
    files.setOnAction(event -> commands.openFiles());
    MenuItem folder = new MenuItem("Folder…");
    folder.setOnAction(event -> commands.openFolder());
    SplitMenuButton open = new SplitMenuButton(files, folder);
    open.setId("open");
    open.setText("Open");
    open.setGraphic(FontIcon.of(MaterialDesignF.FOLDER_OPEN_OUTLINE));
    open.setOnAction(event -> commands.openFolder());
    open.setFocusTraversable(false);
    return open;
  }

  private static SplitMenuButton export(Commands commands) {
    MenuItem to = new MenuItem("Export to a folder…");
    to.setOnAction(event -> commands.exportTo());
    SplitMenuButton export = new SplitMenuButton(to);
    export.setId("export");
    export.setText("Export report");
    export.setGraphic(FontIcon.of(MaterialDesignF.FILE_EXPORT_OUTLINE));
    export.setOnAction(event -> commands.export());
    export.setTooltip(new Tooltip("Write PDF, JSON and pictures of this series (E)"));
    export.setFocusTraversable(false);
    return export;
  }

  private static Separator separator() {
    return new Separator(Orientation.VERTICAL);
  }

  private HBox windows(Commands commands) {
    preset(commands, "Brain", "80 / 40   (1)", Window.BRAIN);
    preset(commands, "Stroke", "40 / 40   (2)", Window.STROKE);
    preset(commands, "Narrow", "8 / 32   (3)", Window.NARROW);
    preset(commands, "Subdural", "200 / 75   (4)", Window.SUBDURAL);
    preset(commands, "Bone", "2800 / 600   (5)", Window.BONE);
    HBox segments = new HBox();
    segments.getChildren().addAll(presets.values());
    presets.values().forEach(button -> button.getStyleClass().add("center-pill"));
    style(0, "left-pill");
    style(presets.size() - 1, "right-pill");
    return segments;
  }

  private void style(int index, String pill) {
    List.copyOf(presets.values()).get(index).getStyleClass().setAll("toggle-button", pill);
  }

  private void preset(Commands commands, String name, String values, Window window) {
    ToggleButton button = new ToggleButton(name);
    button.setFocusTraversable(false);
    button.setToggleGroup(windows);
    button.setTooltip(new Tooltip("CT window, width / level: " + values));
    button.setOnAction(event -> commands.window(window));
    presets.put(window, button);
  }

  private void bindAi(BooleanProperty aiShown) {
    ai.setId("ai");
    ai.setGraphic(eye);
    ai.setFocusTraversable(false);
    ai.setTooltip(new Tooltip("Boxes and synthetic MRI: tap A for on and off, hold A to peek"));
    ai.selectedProperty().bindBidirectional(aiShown);
    aiShown.addListener(
        (value, before, shown) ->
            eye.setIconCode(shown ? MaterialDesignE.EYE_OUTLINE : MaterialDesignE.EYE_OFF_OUTLINE));
  }

  private static Button button(String text, Ikon icon, Runnable action) {
    Button button = new Button(text, FontIcon.of(icon));
    button.setFocusTraversable(false);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** Marks the preset that is in use, or none. */
  public void mark(Window window) {
    windows.selectToggle(presets.get(window));
  }

  /** Whether there is a series to export. */
  public void setExportable(Availability availability) {
    export.setDisable(availability == Availability.ABSENT);
  }

  /** Whether something is there to work on. */
  public enum Availability {
    PRESENT,
    ABSENT
  }
}
