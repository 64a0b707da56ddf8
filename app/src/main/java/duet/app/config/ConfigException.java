package duet.app.config;

/** The configuration cannot be used. The message names the file, the field and what is allowed. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  public ConfigException(String message) {
    super(message);
  }
}
