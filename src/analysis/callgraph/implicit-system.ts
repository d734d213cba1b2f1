import { argument, reference, row, type CallbackSource, type ImplicitCallRow } from './implicit-row.js';

const BUNDLE = 'Landroid/os/Bundle;';
const ACTIVITY = 'Landroid/app/Activity;';
const INTENT = 'Landroid/content/Intent;';
const CONTEXT = 'Landroid/content/Context;';

/** What the system calls on a new activity before the user can do anything. */
const ACTIVITY_START: readonly string[] = [
  '<init>()V',
  `attachBaseContext(${CONTEXT})V`,
  `onCreate(${BUNDLE})V`,
  `onCreate(${BUNDLE}Landroid/os/PersistableBundle;)V`,
  'onContentChanged()V',
  'onStart()V',
  `onPostCreate(${BUNDLE})V`,
  'onResume()V',
  'onPostResume()V',
  'onAttachedToWindow()V',
  'onWindowFocusChanged(Z)V',
];
/** What the system calls on a service that is started or bound. */
const SERVICE_START: readonly string[] = [
  '<init>()V',
  `attachBaseContext(${CONTEXT})V`,
  'onCreate()V',
  `onStartCommand(${INTENT}II)I`,
  `onStart(${INTENT}I)V`,
  `onHandleIntent(${INTENT})V`,
  `onHandleWork(${INTENT})V`,
  `onBind(${INTENT})Landroid/os/IBinder;`,
];
const RECEIVE = `onReceive(${CONTEXT}${INTENT})V`;
const JOB_START = ['<init>()V', 'onCreate()V', 'onStartJob(Landroid/app/job/JobParameters;)Z'];
const WORKER_START =
  '<init>(Landroid/content/Context;Landroidx/work/WorkerParameters;)V doWork()Landroidx/work/ListenableWorker$Result; startWork()Lcom/google/common/util/concurrent/ListenableFuture; doWork(Lkotlin/coroutines/Continuation;)Ljava/lang/Object;';

const target: CallbackSource = { from: 'intent', type: 'android.content.Intent' };
const ofClass = (type: string): CallbackSource => ({ from: 'class', type });
const reflected = (type: string): CallbackSource => ({ from: 'reflection', type });
const event = (id: string, type: string, calls: string): ImplicitCallRow =>
  row(id, 'system', '*', '*', argument(type), calls);
const lifecycle = (name: string, more = ''): string => `onActivity${name}(${ACTIVITY}${more})V`;

/** Components the code starts itself, and events of the system. */
export const SYSTEM_ROWS: readonly ImplicitCallRow[] = [
  row(
    'start-activity',
    'soon',
    '*',
    'startActivity startActivityForResult startActivityIfNeeded startActivityFromFragment startActivities',
    target,
    ACTIVITY_START.join(' '),
    { source: reference('android.content.Context') },
  ),
  row(
    'start-activity-library',
    'soon',
    'android.content.Context',
    'startActivity startActivityForResult startActivityIfNeeded',
    target,
    ACTIVITY_START.join(' '),
  ),
  row(
    'start-service',
    'soon',
    '*',
    'startService startForegroundService bindService',
    target,
    SERVICE_START.join(' '),
    { source: reference('android.content.Context') },
  ),
  row(
    'start-service-library',
    'soon',
    'android.content.Context',
    'startService startForegroundService bindService',
    target,
    SERVICE_START.join(' '),
  ),
  row(
    'start-service-compat',
    'soon',
    'androidx.core.content.ContextCompat',
    'startForegroundService',
    target,
    SERVICE_START.join(' '),
  ),
  row('send-broadcast', 'soon', '*', 'sendBroadcast sendOrderedBroadcast', target, `<init>()V ${RECEIVE}`, {
    source: reference('android.content.Context'),
  }),
  row(
    'alarm',
    'system',
    'android.app.PendingIntent',
    'getService getForegroundService',
    target,
    SERVICE_START.join(' '),
  ),
  row('alarm-broadcast', 'system', 'android.app.PendingIntent', 'getBroadcast', target, `<init>()V ${RECEIVE}`),
  row(
    'pending-activity',
    'user',
    'android.app.PendingIntent',
    'getActivity getActivities',
    target,
    ACTIVITY_START.join(' '),
  ),
  row(
    'job',
    'system',
    'android.app.job.JobInfo$Builder',
    '<init>',
    { from: 'intent', type: 'android.content.ComponentName' },
    JOB_START.join(' '),
  ),
  row('job-intent', 'soon', '*', 'enqueueWork', ofClass('androidx.core.app.JobIntentService'), SERVICE_START.join(' ')),
  row(
    'job-intent-library',
    'soon',
    'androidx.core.app.JobIntentService',
    'enqueueWork',
    ofClass('androidx.core.app.JobIntentService'),
    SERVICE_START.join(' '),
  ),
  row(
    'work-one-time',
    'soon',
    'androidx.work.OneTimeWorkRequest$Builder',
    '<init>',
    ofClass('androidx.work.ListenableWorker'),
    WORKER_START,
  ),
  row(
    'work-one-time-from',
    'soon',
    'androidx.work.OneTimeWorkRequest',
    'from',
    ofClass('androidx.work.ListenableWorker'),
    WORKER_START,
  ),
  row(
    'work-periodic',
    'soon',
    'androidx.work.PeriodicWorkRequest$Builder',
    '<init>',
    ofClass('androidx.work.ListenableWorker'),
    WORKER_START,
  ),
  row(
    'startup-initializer',
    'soon',
    'androidx.startup.AppInitializer',
    'initializeComponent',
    ofClass('androidx.startup.Initializer'),
    `<init>()V create(${CONTEXT})Ljava/lang/Object; dependencies()Ljava/util/List;`,
  ),
  row(
    'fragment-add',
    'soon',
    '*',
    'add replace show',
    { from: 'any', type: 'android.app.Fragment' },
    `onAttach(${ACTIVITY})V onAttach(${CONTEXT})V onCreate(${BUNDLE})V onCreateView(Landroid/view/LayoutInflater;Landroid/view/ViewGroup;${BUNDLE})Landroid/view/View; onViewCreated(Landroid/view/View;${BUNDLE})V onActivityCreated(${BUNDLE})V onStart()V onResume()V`,
    { source: reference('android.app.FragmentTransaction') },
  ),
  ...(['androidx', 'support'] as const).map((name) => {
    const library = name === 'support' ? 'android.support.v4.app' : 'androidx.fragment.app';
    return row(
      `fragment-add-${name}`,
      'soon',
      `${library}.*`,
      'add replace show showNow <init>',
      { from: 'any', type: `${library}.Fragment` },
      `onAttach(${ACTIVITY})V onAttach(${CONTEXT})V onCreate(${BUNDLE})V onCreateView(Landroid/view/LayoutInflater;Landroid/view/ViewGroup;${BUNDLE})Landroid/view/View; onCreateDialog(${BUNDLE})Landroid/app/Dialog; onViewCreated(Landroid/view/View;${BUNDLE})V onActivityCreated(${BUNDLE})V onStart()V onResume()V`,
      { source: reference('androidx.fragment.app.FragmentTransaction') },
    );
  }),
  row(
    'activity-lifecycle',
    'soon',
    '*',
    'registerActivityLifecycleCallbacks',
    argument('android.app.Application$ActivityLifecycleCallbacks'),
    [
      lifecycle('Created', BUNDLE),
      lifecycle('Started'),
      lifecycle('Resumed'),
      lifecycle('Paused'),
      lifecycle('Stopped'),
      lifecycle('SaveInstanceState', BUNDLE),
      lifecycle('Destroyed'),
      lifecycle('PreCreated', BUNDLE),
      lifecycle('PostCreated', BUNDLE),
      lifecycle('PostResumed'),
    ].join(' '),
    {
      note: 'The next activity sets these off, which at start-up is the launcher.',
    },
  ),
  row(
    'component-callbacks',
    'system',
    '*',
    'registerComponentCallbacks',
    argument('android.content.ComponentCallbacks'),
    'onConfigurationChanged(Landroid/content/res/Configuration;)V onLowMemory()V onTrimMemory(I)V',
  ),
  row(
    'lifecycle-observer',
    'soon',
    'androidx.lifecycle.Lifecycle',
    'addObserver',
    argument('androidx.lifecycle.LifecycleObserver'),
    'onCreate(Landroidx/lifecycle/LifecycleOwner;)V onStart(Landroidx/lifecycle/LifecycleOwner;)V onResume(Landroidx/lifecycle/LifecycleOwner;)V onStateChanged(Landroidx/lifecycle/LifecycleOwner;Landroidx/lifecycle/Lifecycle$Event;)V @Landroidx/lifecycle/OnLifecycleEvent;',
  ),
  row('register-receiver', 'system', '*', 'registerReceiver', argument('android.content.BroadcastReceiver'), RECEIVE),
  row(
    'register-receiver-local',
    'system',
    'androidx.localbroadcastmanager.content.LocalBroadcastManager',
    'registerReceiver',
    argument('android.content.BroadcastReceiver'),
    RECEIVE,
  ),
  row(
    'register-receiver-compat',
    'system',
    'androidx.core.content.ContextCompat',
    'registerReceiver',
    argument('android.content.BroadcastReceiver'),
    RECEIVE,
  ),
  row('ordered-result', 'soon', '*', 'sendOrderedBroadcast', argument('android.content.BroadcastReceiver'), RECEIVE),
  row(
    'service-connection',
    'soon',
    '*',
    'bindService bindIsolatedService',
    argument('android.content.ServiceConnection'),
    'onServiceConnected(Landroid/content/ComponentName;Landroid/os/IBinder;)V onServiceDisconnected(Landroid/content/ComponentName;)V',
  ),
  event(
    'shared-preference-change',
    'android.content.SharedPreferences$OnSharedPreferenceChangeListener',
    'onSharedPreferenceChanged(Landroid/content/SharedPreferences;Ljava/lang/String;)V',
  ),
  event(
    'content-observer',
    'android.database.ContentObserver',
    'onChange(Z)V onChange(ZLandroid/net/Uri;)V onChange(ZLandroid/net/Uri;I)V',
  ),
  event(
    'sensor',
    'android.hardware.SensorEventListener',
    'onSensorChanged(Landroid/hardware/SensorEvent;)V onAccuracyChanged(Landroid/hardware/Sensor;I)V',
  ),
  event(
    'location',
    'android.location.LocationListener',
    `onLocationChanged(Landroid/location/Location;)V onLocationChanged(Ljava/util/List;)V onStatusChanged(Ljava/lang/String;I${BUNDLE})V onProviderEnabled(Ljava/lang/String;)V onProviderDisabled(Ljava/lang/String;)V`,
  ),
  event('gps-status', 'android.location.GpsStatus$Listener', 'onGpsStatusChanged(I)V'),
  event(
    'gnss-status',
    'android.location.GnssStatus$Callback',
    'onStarted()V onStopped()V onFirstFix(I)V onSatelliteStatusChanged(Landroid/location/GnssStatus;)V',
  ),
  event(
    'phone-state',
    'android.telephony.PhoneStateListener',
    'onCallStateChanged(ILjava/lang/String;)V onCellLocationChanged(Landroid/telephony/CellLocation;)V onDataConnectionStateChanged(I)V onServiceStateChanged(Landroid/telephony/ServiceState;)V onSignalStrengthsChanged(Landroid/telephony/SignalStrength;)V onCellInfoChanged(Ljava/util/List;)V',
  ),
  event(
    'network-callback',
    'android.net.ConnectivityManager$NetworkCallback',
    'onAvailable(Landroid/net/Network;)V onLost(Landroid/net/Network;)V onCapabilitiesChanged(Landroid/net/Network;Landroid/net/NetworkCapabilities;)V onLinkPropertiesChanged(Landroid/net/Network;Landroid/net/LinkProperties;)V',
  ),
  event('clipboard-change', 'android.content.ClipboardManager$OnPrimaryClipChangedListener', 'onPrimaryClipChanged()V'),
  event('death-recipient', 'android.os.IBinder$DeathRecipient', 'binderDied()V'),
  event('account-callback', 'android.accounts.AccountManagerCallback', 'run(Landroid/accounts/AccountManagerFuture;)V'),
  event(
    'media-scanner',
    'android.media.MediaScannerConnection$OnScanCompletedListener',
    'onScanCompleted(Ljava/lang/String;Landroid/net/Uri;)V',
  ),
  event('media-prepared', 'android.media.MediaPlayer$OnPreparedListener', 'onPrepared(Landroid/media/MediaPlayer;)V'),
  event(
    'media-completion',
    'android.media.MediaPlayer$OnCompletionListener',
    'onCompletion(Landroid/media/MediaPlayer;)V',
  ),
  event('camera-picture', 'android.hardware.Camera$PictureCallback', 'onPictureTaken([BLandroid/hardware/Camera;)V'),
  event('camera-preview', 'android.hardware.Camera$PreviewCallback', 'onPreviewFrame([BLandroid/hardware/Camera;)V'),
  row(
    'sqlite-open',
    'soon',
    'android.database.sqlite.SQLiteOpenHelper',
    'getWritableDatabase getReadableDatabase',
    { from: 'receiver', type: 'android.database.sqlite.SQLiteOpenHelper' },
    'onCreate(Landroid/database/sqlite/SQLiteDatabase;)V onUpgrade(Landroid/database/sqlite/SQLiteDatabase;II)V onOpen(Landroid/database/sqlite/SQLiteDatabase;)V onConfigure(Landroid/database/sqlite/SQLiteDatabase;)V',
  ),
  row(
    'dynamic-proxy',
    'soon',
    'java.lang.reflect.Proxy',
    'newProxyInstance',
    argument('java.lang.reflect.InvocationHandler'),
    'invoke(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;',
    {
      note: 'The handler is taken to be called once the proxy exists.',
    },
  ),
  row('reflect-invoke', 'soon', 'java.lang.reflect.Method', 'invoke', reflected('java.lang.reflect.Method'), '*'),
  row(
    'reflect-constructor',
    'soon',
    'java.lang.reflect.Constructor',
    'newInstance',
    reflected('java.lang.reflect.Constructor'),
    '*',
  ),
  row('reflect-new', 'soon', 'java.lang.Class', 'newInstance', reflected('java.lang.Class'), '<init>()V'),
  row('reflect-for-name', 'soon', 'java.lang.Class', 'forName', reflected('java.lang.Class'), '<clinit>()V', {
    note: 'Class.forName initialises the class.',
  }),
  row(
    'method-handle',
    'soon',
    'java.lang.invoke.MethodHandle',
    'invoke invokeExact invokeWithArguments',
    reflected('java.lang.invoke.MethodHandle'),
    '*',
  ),
];
