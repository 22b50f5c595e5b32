"""Settings, from the environment alone. Nothing here is secret, and nothing secret has a default."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).parent
DEMO = os.environ.get("TIREK_DEMO") == "1"
SECRET_KEY = os.environ.get("TIREK_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("TIREK_HOSTS", "localhost,127.0.0.1").split(",")
PUBLIC_URL = os.environ.get("TIREK_PUBLIC_URL", "http://127.0.0.1:8000")


def database(url: str) -> dict[str, object]:
    """This function will read a database URL into Django's form; PostgreSQL only."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,  # a database that was restarted costs nobody a page
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 4, "timeout": 10}},
    }


def mail(url: str, data: str = "") -> dict[str, object]:
    """This function will read where reminders go: an SMTP URL, else files under the demonstration's data, else nowhere.

    smtps:// is encrypted from the start (port 465), smtp:// from the first word on (STARTTLS, port 587), smtp+plain://
    never (port 25): for a relay on this machine. Raises ImproperlyConfigured for anything else.
    """
    parts = urlsplit(url)
    if not url:
        kind, path = ("filebased", Path(data) / "mail") if data else ("dummy", None)
        return {"EMAIL_BACKEND": f"django.core.mail.backends.{kind}.EmailBackend", "EMAIL_FILE_PATH": path}
    if parts.scheme not in SMTP_PORTS or not parts.hostname:
        raise ImproperlyConfigured("TIREK_SMTP_URL is not smtp://, smtps:// or smtp+plain:// and a host.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or SMTP_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
    }


SMTP_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
globals().update(mail(os.environ.get("TIREK_SMTP_URL", ""), os.environ.get("TIREK_DATA", "") if DEMO else ""))
DEFAULT_FROM_EMAIL = os.environ.get("TIREK_MAIL_FROM", "tirek@localhost")

DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///tirek"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "tirek.web",
    "tirek.reports",
    "tirek.studies",
    "tirek.monitoring",
    "tirek.indicators",
    "tirek.money",
    "tirek.evidence",
    "tirek.plans",
    "tirek.findings",
    "tirek.cases",
    "tirek.forms",
    "tirek.packs",
    "tirek.directory",
    "tirek.ledger",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tirek.web.sessions.SessionLimits",
    "tirek.web.language.PreferredLanguage",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tirek.web.refusals.RefusalPages",
]
ROOT_URLCONF = "tirek.web.urls"
WSGI_APPLICATION = "tirek.web.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tirek.web.context.house",
            ],
        },
    },
]

AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "tirek.web.accounts.adapter.NoSignup"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TIREK_TRUSTED_PROXIES", "0"))
if ALLAUTH_TRUSTED_PROXY_COUNT:  # the proxy ends TLS, and says so itself: it must not pass on what a visitor says
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# What a page remembers until the next write, and how often an address was refused: in each process, and enough of it
# that the one does not crowd out the other.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}}

SESSION_IDLE_SECONDS = int(os.environ.get("TIREK_SESSION_IDLE_SECONDS", "1800"))
SESSION_ABSOLUTE_SECONDS = int(os.environ.get("TIREK_SESSION_ABSOLUTE_SECONDS", "43200"))
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tirek.web.refusals.csrf_failed"
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("kk", _("Kazakh"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
FORMAT_MODULE_PATH = "tirek.web.formats"
USE_TZ = True
TIME_ZONE = os.environ.get("TIREK_TIME_ZONE", "Asia/Almaty")

STATIC_URL = "/static/"
STATICFILES_DIRS = [("built", PACKAGE / "web" / "static" / "built")]
STATIC_ROOT = None  # the built files are served from the package they come in
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a budget of 800 rows is one form
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "tirek.web.uploads.SealedUploadHandler",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("TIREK_LOG_LEVEL", "WARNING")},
}
