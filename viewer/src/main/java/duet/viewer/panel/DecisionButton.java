package duet.viewer.panel;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/**
 * A sign that can be pressed in and out. It does what a toggle button with an icon does, but a list
 * shows two in each row, and a control costs ten times what this costs when the first boxes come.
 */
final class DecisionButton extends StackPane {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private final BooleanProperty selected = new SimpleBooleanProperty(this, "selected");
  private final String name;
  private Runnable onPress = () -> {};

  /** The two signs, in a square of 18 pixels. */
  enum Sign {
    ACCEPT("accept", "M3 10 L7 14 L15 4", "Accept this box"),
    REJECT("reject", "M4 4 L14 14 M14 4 L4 14", "Reject this box");

    private final String style;
    private final String path;
    private final String words;

    Sign(String style, String path, String words) {
      this.style = style;
      this.path = path;
      this.words = words;
    }

    /** What it says under the mouse. */
    Tooltip tip() {
      return new Tooltip(words + "; press again to take it back");
    }
  }

  DecisionButton(Sign sign, Tooltip tip) {
    name = sign.words;
    SVGPath picture = new SVGPath();
    picture.setContent(sign.path);
    picture.getStyleClass().add("sign");
    getStyleClass().addAll(List.of("decision", sign.style));
    getChildren().add(picture);
    setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
    Tooltip.install(this, tip);
    selected.addListener(
        (value, before, now) -> {
          pseudoClassStateChanged(SELECTED, now);
          notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED);
        });
    setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            press();
          }
        });
  }

  private void press() {
    setSelected(!isSelected());
    onPress.run();
  }

  boolean isSelected() {
    return selected.get();
  }

  void setSelected(boolean now) {
    selected.set(now);
  }

  /** Called after a person has pressed it. */
  void setOnPress(Runnable action) {
    onPress = action;
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case TEXT -> name;
      case SELECTED -> isSelected();
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  @Override
  public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
    if (action == AccessibleAction.FIRE) {
      press();
    } else {
      super.executeAccessibleAction(action, parameters);
    }
  }
}
