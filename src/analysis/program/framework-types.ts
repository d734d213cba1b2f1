/** A type of the platform: what the dex files refer to but do not define. */
export interface FrameworkType {
  readonly type: string;
  /** Descriptor; undefined for interfaces. */
  readonly superType: string | undefined;
  readonly interfaces: readonly string[];
  readonly isInterface: boolean;
}

/**
 * Supertypes of the platform types that matter to dispatch and to callbacks, from the API reference
 * (https://developer.android.com/reference/packages): a line a type, `name super interface…`, `-` for an interface's
 * super; `<` is `java.lang.Object`. Types that are not here are leaves below Object.
 */
const LIST = `
java.lang.Runnable -
java.lang.Thread < java.lang.Runnable
java.lang.Enum < java.lang.Comparable
java.lang.ClassLoader <
java.lang.Throwable <
java.lang.Exception java.lang.Throwable
java.lang.RuntimeException java.lang.Exception
java.lang.Error java.lang.Throwable
java.lang.Iterable -
java.lang.AutoCloseable -
java.io.Closeable - java.lang.AutoCloseable
java.util.Collection - java.lang.Iterable
java.util.List - java.util.Collection
java.util.Set - java.util.Collection
java.util.SortedSet - java.util.Set
java.util.Queue - java.util.Collection
java.util.Deque - java.util.Queue
java.util.Map -
java.util.Iterator -
java.util.ListIterator - java.util.Iterator
java.util.AbstractCollection < java.util.Collection
java.util.AbstractList java.util.AbstractCollection java.util.List
java.util.AbstractSet java.util.AbstractCollection java.util.Set
java.util.AbstractMap < java.util.Map
java.util.ArrayList java.util.AbstractList
java.util.LinkedList java.util.AbstractList java.util.Deque
java.util.HashSet java.util.AbstractSet
java.util.LinkedHashSet java.util.HashSet
java.util.HashMap java.util.AbstractMap
java.util.LinkedHashMap java.util.HashMap
java.util.TreeMap java.util.AbstractMap
java.util.TimerTask < java.lang.Runnable
java.util.concurrent.Callable -
java.util.concurrent.Future -
java.util.concurrent.Executor -
java.util.concurrent.ExecutorService - java.util.concurrent.Executor
java.util.concurrent.ScheduledExecutorService - java.util.concurrent.ExecutorService
java.util.concurrent.RunnableFuture - java.lang.Runnable java.util.concurrent.Future
java.util.concurrent.AbstractExecutorService < java.util.concurrent.ExecutorService
java.util.concurrent.ThreadPoolExecutor java.util.concurrent.AbstractExecutorService
java.util.concurrent.ScheduledThreadPoolExecutor java.util.concurrent.ThreadPoolExecutor java.util.concurrent.ScheduledExecutorService
java.util.concurrent.ForkJoinPool java.util.concurrent.AbstractExecutorService
java.util.concurrent.FutureTask < java.util.concurrent.RunnableFuture
java.util.concurrent.ForkJoinTask < java.util.concurrent.Future
java.util.concurrent.RecursiveTask java.util.concurrent.ForkJoinTask
java.util.concurrent.RecursiveAction java.util.concurrent.ForkJoinTask
java.util.concurrent.CompletableFuture < java.util.concurrent.Future
java.util.concurrent.ThreadFactory -
java.lang.reflect.InvocationHandler -
java.io.InputStream < java.io.Closeable
java.io.OutputStream < java.io.Closeable
java.io.FilterInputStream java.io.InputStream
java.io.FilterOutputStream java.io.OutputStream
dalvik.system.BaseDexClassLoader java.lang.ClassLoader
dalvik.system.DexClassLoader dalvik.system.BaseDexClassLoader
dalvik.system.PathClassLoader dalvik.system.BaseDexClassLoader
android.content.ComponentCallbacks -
android.content.ComponentCallbacks2 - android.content.ComponentCallbacks
android.content.Context <
android.content.ContextWrapper android.content.Context
android.content.BroadcastReceiver <
android.content.ContentProvider < android.content.ComponentCallbacks2
android.content.ServiceConnection -
android.content.Loader <
android.content.AsyncTaskLoader android.content.Loader
android.content.CursorLoader android.content.AsyncTaskLoader
android.content.AsyncQueryHandler android.os.Handler
android.content.AbstractThreadedSyncAdapter <
android.content.DialogInterface -
android.content.DialogInterface$OnClickListener -
android.content.DialogInterface$OnCancelListener -
android.content.DialogInterface$OnDismissListener -
android.content.DialogInterface$OnShowListener -
android.content.DialogInterface$OnKeyListener -
android.content.DialogInterface$OnMultiChoiceClickListener -
android.content.SharedPreferences -
android.content.SharedPreferences$OnSharedPreferenceChangeListener -
android.app.Application android.content.ContextWrapper android.content.ComponentCallbacks2
android.app.Application$ActivityLifecycleCallbacks -
android.app.AppComponentFactory <
android.app.Service android.content.ContextWrapper android.content.ComponentCallbacks2
android.app.IntentService android.app.Service
android.app.job.JobService android.app.Service
android.app.Instrumentation <
android.app.Fragment < android.content.ComponentCallbacks2
android.app.DialogFragment android.app.Fragment android.content.DialogInterface$OnCancelListener android.content.DialogInterface$OnDismissListener
android.app.ListFragment android.app.Fragment
android.app.LoaderManager$LoaderCallbacks -
android.app.Dialog < android.content.DialogInterface android.view.Window$Callback
android.app.AlertDialog android.app.Dialog
android.app.ProgressDialog android.app.AlertDialog
android.app.DatePickerDialog android.app.AlertDialog
android.app.TimePickerDialog android.app.AlertDialog
android.app.Activity android.view.ContextThemeWrapper android.content.ComponentCallbacks2 android.view.Window$Callback
android.app.ListActivity android.app.Activity
android.app.ActivityGroup android.app.Activity
android.app.TabActivity android.app.ActivityGroup
android.app.NativeActivity android.app.Activity
android.app.Presentation android.app.Dialog
android.app.backup.BackupAgent android.content.ContextWrapper
android.app.admin.DeviceAdminReceiver android.content.BroadcastReceiver
android.appwidget.AppWidgetProvider android.content.BroadcastReceiver
android.appwidget.AppWidgetHost <
android.accessibilityservice.AccessibilityService android.app.Service
android.inputmethodservice.AbstractInputMethodService android.app.Service
android.inputmethodservice.InputMethodService android.inputmethodservice.AbstractInputMethodService
android.net.VpnService android.app.Service
android.service.notification.NotificationListenerService android.app.Service
android.service.wallpaper.WallpaperService android.app.Service
android.service.quicksettings.TileService android.app.Service
android.telecom.ConnectionService android.app.Service
android.telecom.InCallService android.app.Service
android.telephony.PhoneStateListener <
android.database.Cursor - java.io.Closeable
android.database.ContentObserver <
android.database.sqlite.SQLiteOpenHelper < java.lang.AutoCloseable
android.hardware.SensorEventListener -
android.hardware.SensorListener -
android.location.LocationListener -
android.location.GpsStatus$Listener -
android.location.GnssStatus$Callback <
android.os.Handler <
android.os.Handler$Callback -
android.os.HandlerThread java.lang.Thread
android.os.AsyncTask <
android.os.Binder < android.os.IBinder
android.os.IBinder -
android.os.IInterface -
android.os.IBinder$DeathRecipient -
android.os.CountDownTimer <
android.os.FileObserver <
android.os.MessageQueue$IdleHandler -
android.os.Parcelable -
android.os.ResultReceiver < android.os.Parcelable
android.os.BaseBundle <
android.os.Bundle android.os.BaseBundle android.os.Parcelable
android.content.Intent < android.os.Parcelable
android.preference.Preference <
android.preference.PreferenceActivity android.app.ListActivity
android.preference.PreferenceFragment android.app.Fragment
android.preference.Preference$OnPreferenceClickListener -
android.preference.Preference$OnPreferenceChangeListener -
android.text.TextWatcher -
android.text.style.ClickableSpan android.text.style.CharacterStyle
android.text.style.CharacterStyle <
android.text.style.URLSpan android.text.style.ClickableSpan
android.view.ContextThemeWrapper android.content.ContextWrapper
android.view.Window$Callback -
android.view.View <
android.view.ViewGroup android.view.View
android.view.SurfaceView android.view.View
android.view.TextureView android.view.View
android.view.ViewStub android.view.View
android.view.View$OnClickListener -
android.view.View$OnLongClickListener -
android.view.View$OnTouchListener -
android.view.View$OnFocusChangeListener -
android.view.View$OnKeyListener -
android.view.View$OnAttachStateChangeListener -
android.view.View$OnLayoutChangeListener -
android.view.ViewTreeObserver$OnGlobalLayoutListener -
android.view.ViewTreeObserver$OnPreDrawListener -
android.view.MenuItem$OnMenuItemClickListener -
android.view.GestureDetector$OnGestureListener -
android.view.GestureDetector$OnDoubleTapListener -
android.view.GestureDetector$SimpleOnGestureListener < android.view.GestureDetector$OnGestureListener android.view.GestureDetector$OnDoubleTapListener
android.view.SurfaceHolder$Callback -
android.view.Choreographer$FrameCallback -
android.view.animation.Animation <
android.view.animation.Animation$AnimationListener -
android.animation.Animator <
android.animation.ValueAnimator android.animation.Animator
android.animation.ObjectAnimator android.animation.ValueAnimator
android.animation.Animator$AnimatorListener -
android.animation.AnimatorListenerAdapter < android.animation.Animator$AnimatorListener
android.animation.ValueAnimator$AnimatorUpdateListener -
android.webkit.WebView android.widget.AbsoluteLayout
android.webkit.WebViewClient <
android.webkit.WebChromeClient <
android.webkit.DownloadListener -
android.webkit.ValueCallback -
android.widget.AbsoluteLayout android.view.ViewGroup
android.widget.FrameLayout android.view.ViewGroup
android.widget.LinearLayout android.view.ViewGroup
android.widget.RelativeLayout android.view.ViewGroup
android.widget.GridLayout android.view.ViewGroup
android.widget.TableLayout android.widget.LinearLayout
android.widget.TableRow android.widget.LinearLayout
android.widget.RadioGroup android.widget.LinearLayout
android.widget.Toolbar android.view.ViewGroup
android.widget.ScrollView android.widget.FrameLayout
android.widget.HorizontalScrollView android.widget.FrameLayout
android.widget.ViewAnimator android.widget.FrameLayout
android.widget.ViewFlipper android.widget.ViewAnimator
android.widget.ViewSwitcher android.widget.ViewAnimator
android.widget.TabHost android.widget.FrameLayout
android.widget.CalendarView android.widget.FrameLayout
android.widget.DatePicker android.widget.FrameLayout
android.widget.TimePicker android.widget.FrameLayout
android.widget.AdapterView android.view.ViewGroup
android.widget.AbsListView android.widget.AdapterView android.text.TextWatcher
android.widget.ListView android.widget.AbsListView
android.widget.ExpandableListView android.widget.ListView
android.widget.GridView android.widget.AbsListView
android.widget.AbsSpinner android.widget.AdapterView
android.widget.Spinner android.widget.AbsSpinner
android.widget.Gallery android.widget.AbsSpinner
android.widget.TextView android.view.View
android.widget.Button android.widget.TextView
android.widget.CompoundButton android.widget.Button
android.widget.CheckBox android.widget.CompoundButton
android.widget.RadioButton android.widget.CompoundButton
android.widget.Switch android.widget.CompoundButton
android.widget.ToggleButton android.widget.CompoundButton
android.widget.EditText android.widget.TextView
android.widget.AutoCompleteTextView android.widget.EditText
android.widget.MultiAutoCompleteTextView android.widget.AutoCompleteTextView
android.widget.CheckedTextView android.widget.TextView
android.widget.Chronometer android.widget.TextView
android.widget.ImageView android.view.View
android.widget.ImageButton android.widget.ImageView
android.widget.ProgressBar android.view.View
android.widget.AbsSeekBar android.widget.ProgressBar
android.widget.SeekBar android.widget.AbsSeekBar
android.widget.RatingBar android.widget.AbsSeekBar
android.widget.SearchView android.widget.LinearLayout
android.widget.VideoView android.view.SurfaceView
android.widget.PopupWindow <
android.widget.Adapter -
android.widget.ListAdapter - android.widget.Adapter
android.widget.SpinnerAdapter - android.widget.Adapter
android.widget.BaseAdapter < android.widget.ListAdapter android.widget.SpinnerAdapter
android.widget.ArrayAdapter android.widget.BaseAdapter
android.widget.CursorAdapter android.widget.BaseAdapter
android.widget.SimpleAdapter android.widget.BaseAdapter
android.widget.AdapterView$OnItemClickListener -
android.widget.AdapterView$OnItemLongClickListener -
android.widget.AdapterView$OnItemSelectedListener -
android.widget.AbsListView$OnScrollListener -
android.widget.CompoundButton$OnCheckedChangeListener -
android.widget.RadioGroup$OnCheckedChangeListener -
android.widget.SeekBar$OnSeekBarChangeListener -
android.widget.TextView$OnEditorActionListener -
android.widget.PopupWindow$OnDismissListener -
`;

export const OBJECT = 'Ljava/lang/Object;';

/** `java.lang.Object` to `Ljava/lang/Object;`. */
export const descriptorOf = (name: string): string => `L${name.replaceAll('.', '/')};`;

function parse(line: string): FrameworkType {
  const [name = '', above = '<', ...interfaces] = line.split(' ');
  const isInterface = above === '-';
  const superType = isInterface ? undefined : above === '<' ? OBJECT : descriptorOf(above);
  return { type: descriptorOf(name), superType, interfaces: interfaces.map(descriptorOf), isInterface };
}

export const FRAMEWORK_TYPES: readonly FrameworkType[] = LIST.trim().split('\n').map(parse);

/** Bases whose subclasses the system creates itself: no `new` of them need be in the code. */
export const SYSTEM_CREATED: readonly string[] = [
  'android.app.Application',
  'android.app.AppComponentFactory',
  'android.app.Activity',
  'android.app.Service',
  'android.app.Fragment',
  'android.app.Instrumentation',
  'android.app.backup.BackupAgent',
  'android.content.BroadcastReceiver',
  'android.content.ContentProvider',
  'android.preference.Preference',
  'android.view.View',
  'androidx.fragment.app.Fragment',
  'android.support.v4.app.Fragment',
  'androidx.preference.Preference',
  'androidx.startup.Initializer',
  'androidx.work.ListenableWorker',
  'androidx.lifecycle.ViewModel',
].map(descriptorOf);
