import { describe, expect, it } from '@jest/globals';
import type { DexInstruction } from '../../../../fixtures/toolkit/dex.js';
import { IMPLICIT_CALLS } from '../../../../src/analysis/callgraph/index.js';
import { appOf, hit, init, lines, make, method, parametersOf, SINK, staticMethod, zero } from '../app.js';

type How = 'virtual' | 'interface' | 'static' | 'init' | 'receiver';

/**
 * Kind by kind: the registering call, the type of the callback and the method the platform or library calls, copied
 * from their API references, not from the table under test.
 */
const KINDS: readonly (readonly [row: string, how: How, registers: string, callback: string, calls: string])[] = [
  ['thread-runnable', 'init', 'Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V', 'i Ljava/lang/Runnable;', 'run()V'],
  ['thread-start', 'receiver', 'Lapp/Callback;->start()V', 'c Ljava/lang/Thread;', 'run()V'],
  ['handler-thread', 'receiver', 'Lapp/Callback;->start()V', 'c Landroid/os/HandlerThread;', 'onLooperPrepared()V'],
  [
    'executor',
    'interface',
    'Ljava/util/concurrent/ExecutorService;->submit(Ljava/lang/Runnable;)Ljava/util/concurrent/Future;',
    'i Ljava/lang/Runnable;',
    'run()V',
  ],
  [
    'executor',
    'interface',
    'Ljava/util/concurrent/Executor;->execute(Ljava/lang/Runnable;)V',
    'i Ljava/lang/Runnable;',
    'run()V',
  ],
  [
    'executor',
    'interface',
    'Ljava/util/concurrent/ScheduledExecutorService;->schedule(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/ScheduledFuture;',
    'i Ljava/lang/Runnable;',
    'run()V',
  ],
  [
    'executor-callable',
    'interface',
    'Ljava/util/concurrent/ExecutorService;->submit(Ljava/util/concurrent/Callable;)Ljava/util/concurrent/Future;',
    'i Ljava/util/concurrent/Callable;',
    'call()Ljava/lang/Object;',
  ],
  [
    'future-task',
    'init',
    'Ljava/util/concurrent/FutureTask;-><init>(Ljava/util/concurrent/Callable;)V',
    'i Ljava/util/concurrent/Callable;',
    'call()Ljava/lang/Object;',
  ],
  [
    'completable-future',
    'static',
    'Ljava/util/concurrent/CompletableFuture;->supplyAsync(Ljava/util/function/Supplier;)Ljava/util/concurrent/CompletableFuture;',
    'i Ljava/util/function/Supplier;',
    'get()Ljava/lang/Object;',
  ],
  ['timer', 'virtual', 'Ljava/util/Timer;->schedule(Ljava/util/TimerTask;J)V', 'c Ljava/util/TimerTask;', 'run()V'],
  [
    'timer',
    'virtual',
    'Ljava/util/Timer;->scheduleAtFixedRate(Ljava/util/TimerTask;J)V',
    'c Ljava/util/TimerTask;',
    'run()V',
  ],
  [
    'handler-post',
    'virtual',
    'Landroid/os/Handler;->postDelayed(Ljava/lang/Runnable;J)Z',
    'i Ljava/lang/Runnable;',
    'run()V',
  ],
  [
    'handler-message',
    'receiver',
    'Lapp/Callback;->sendEmptyMessage(I)Z',
    'c Landroid/os/Handler;',
    'handleMessage(Landroid/os/Message;)V',
  ],
  [
    'handler-callback',
    'init',
    'Landroid/os/Handler;-><init>(Landroid/os/Looper;Landroid/os/Handler$Callback;)V',
    'i Landroid/os/Handler$Callback;',
    'handleMessage(Landroid/os/Message;)Z',
  ],
  [
    'message-handler',
    'static',
    'Landroid/os/Message;->obtain(Landroid/os/Handler;I)Landroid/os/Message;',
    'c Landroid/os/Handler;',
    'handleMessage(Landroid/os/Message;)V',
  ],
  [
    'idle-handler',
    'virtual',
    'Landroid/os/MessageQueue;->addIdleHandler(Landroid/os/MessageQueue$IdleHandler;)V',
    'i Landroid/os/MessageQueue$IdleHandler;',
    'queueIdle()Z',
  ],
  [
    'view-post',
    'virtual',
    'Landroid/widget/TextView;->post(Ljava/lang/Runnable;)Z',
    'i Ljava/lang/Runnable;',
    'run()V',
  ],
  [
    'run-on-ui-thread',
    'virtual',
    'Landroid/app/Activity;->runOnUiThread(Ljava/lang/Runnable;)V',
    'i Ljava/lang/Runnable;',
    'run()V',
  ],
  [
    'async-task',
    'receiver',
    'Lapp/Callback;->execute([Ljava/lang/Object;)Landroid/os/AsyncTask;',
    'c Landroid/os/AsyncTask;',
    'doInBackground([Ljava/lang/Object;)Ljava/lang/Object;',
  ],
  [
    'async-task',
    'receiver',
    'Lapp/Callback;->executeOnExecutor(Ljava/util/concurrent/Executor;[Ljava/lang/Object;)Landroid/os/AsyncTask;',
    'c Landroid/os/AsyncTask;',
    'onPostExecute(Ljava/lang/Object;)V',
  ],
  [
    'count-down-timer',
    'receiver',
    'Lapp/Callback;->start()Landroid/os/CountDownTimer;',
    'c Landroid/os/CountDownTimer;',
    'onFinish()V',
  ],
  [
    'loader',
    'virtual',
    'Landroid/app/LoaderManager;->initLoader(ILandroid/os/Bundle;Landroid/app/LoaderManager$LoaderCallbacks;)Landroid/content/Loader;',
    'i Landroid/app/LoaderManager$LoaderCallbacks;',
    'onLoadFinished(Landroid/content/Loader;Ljava/lang/Object;)V',
  ],
  [
    'view-click',
    'virtual',
    'Landroid/widget/Button;->setOnClickListener(Landroid/view/View$OnClickListener;)V',
    'i Landroid/view/View$OnClickListener;',
    'onClick(Landroid/view/View;)V',
  ],
  [
    'view-touch',
    'virtual',
    'Landroid/view/View;->setOnTouchListener(Landroid/view/View$OnTouchListener;)V',
    'i Landroid/view/View$OnTouchListener;',
    'onTouch(Landroid/view/View;Landroid/view/MotionEvent;)Z',
  ],
  [
    'global-layout',
    'virtual',
    'Landroid/view/ViewTreeObserver;->addOnGlobalLayoutListener(Landroid/view/ViewTreeObserver$OnGlobalLayoutListener;)V',
    'i Landroid/view/ViewTreeObserver$OnGlobalLayoutListener;',
    'onGlobalLayout()V',
  ],
  [
    'dialog-click',
    'virtual',
    'Landroid/app/AlertDialog$Builder;->setPositiveButton(ILandroid/content/DialogInterface$OnClickListener;)Landroid/app/AlertDialog$Builder;',
    'i Landroid/content/DialogInterface$OnClickListener;',
    'onClick(Landroid/content/DialogInterface;I)V',
  ],
  [
    'dialog-dismiss',
    'virtual',
    'Landroid/app/Dialog;->setOnDismissListener(Landroid/content/DialogInterface$OnDismissListener;)V',
    'i Landroid/content/DialogInterface$OnDismissListener;',
    'onDismiss(Landroid/content/DialogInterface;)V',
  ],
  [
    'item-click',
    'virtual',
    'Landroid/widget/ListView;->setOnItemClickListener(Landroid/widget/AdapterView$OnItemClickListener;)V',
    'i Landroid/widget/AdapterView$OnItemClickListener;',
    'onItemClick(Landroid/widget/AdapterView;Landroid/view/View;IJ)V',
  ],
  [
    'checked-change',
    'virtual',
    'Landroid/widget/CheckBox;->setOnCheckedChangeListener(Landroid/widget/CompoundButton$OnCheckedChangeListener;)V',
    'i Landroid/widget/CompoundButton$OnCheckedChangeListener;',
    'onCheckedChanged(Landroid/widget/CompoundButton;Z)V',
  ],
  [
    'text-watcher',
    'virtual',
    'Landroid/widget/EditText;->addTextChangedListener(Landroid/text/TextWatcher;)V',
    'i Landroid/text/TextWatcher;',
    'afterTextChanged(Landroid/text/Editable;)V',
  ],
  [
    'clickable-span',
    'virtual',
    'Landroid/text/SpannableString;->setSpan(Ljava/lang/Object;III)V',
    'c Landroid/text/style/ClickableSpan;',
    'onClick(Landroid/view/View;)V',
  ],
  [
    'web-view-client',
    'virtual',
    'Landroid/webkit/WebView;->setWebViewClient(Landroid/webkit/WebViewClient;)V',
    'c Landroid/webkit/WebViewClient;',
    'onPageFinished(Landroid/webkit/WebView;Ljava/lang/String;)V',
  ],
  [
    'activity-lifecycle',
    'virtual',
    'Landroid/app/Application;->registerActivityLifecycleCallbacks(Landroid/app/Application$ActivityLifecycleCallbacks;)V',
    'i Landroid/app/Application$ActivityLifecycleCallbacks;',
    'onActivityResumed(Landroid/app/Activity;)V',
  ],
  [
    'register-receiver',
    'virtual',
    'Landroid/content/Context;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;)Landroid/content/Intent;',
    'c Landroid/content/BroadcastReceiver;',
    'onReceive(Landroid/content/Context;Landroid/content/Intent;)V',
  ],
  [
    'service-connection',
    'virtual',
    'Landroid/content/Context;->bindService(Landroid/content/Intent;Landroid/content/ServiceConnection;I)Z',
    'i Landroid/content/ServiceConnection;',
    'onServiceConnected(Landroid/content/ComponentName;Landroid/os/IBinder;)V',
  ],
  [
    'location',
    'virtual',
    'Landroid/location/LocationManager;->requestSingleUpdate(Ljava/lang/String;Landroid/location/LocationListener;Landroid/os/Looper;)V',
    'i Landroid/location/LocationListener;',
    'onLocationChanged(Landroid/location/Location;)V',
  ],
  [
    'sensor',
    'virtual',
    'Landroid/hardware/SensorManager;->registerListener(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z',
    'i Landroid/hardware/SensorEventListener;',
    'onSensorChanged(Landroid/hardware/SensorEvent;)V',
  ],
  [
    'phone-state',
    'virtual',
    'Landroid/telephony/TelephonyManager;->listen(Landroid/telephony/PhoneStateListener;I)V',
    'c Landroid/telephony/PhoneStateListener;',
    'onCellLocationChanged(Landroid/telephony/CellLocation;)V',
  ],
  [
    'content-observer',
    'virtual',
    'Landroid/content/ContentResolver;->registerContentObserver(Landroid/net/Uri;ZLandroid/database/ContentObserver;)V',
    'c Landroid/database/ContentObserver;',
    'onChange(Z)V',
  ],
  [
    'fragment-add',
    'virtual',
    'Landroid/app/FragmentTransaction;->add(ILandroid/app/Fragment;)Landroid/app/FragmentTransaction;',
    'c Landroid/app/Fragment;',
    'onCreate(Landroid/os/Bundle;)V',
  ],
  [
    'fragment-add-androidx',
    'virtual',
    'Landroidx/fragment/app/FragmentTransaction;->replace(ILandroidx/fragment/app/Fragment;)Landroidx/fragment/app/FragmentTransaction;',
    'c Landroidx/fragment/app/Fragment;',
    'onCreate(Landroid/os/Bundle;)V',
  ],
  [
    'lifecycle-observer',
    'virtual',
    'Landroidx/lifecycle/Lifecycle;->addObserver(Landroidx/lifecycle/LifecycleObserver;)V',
    'i Landroidx/lifecycle/DefaultLifecycleObserver;',
    'onStart(Landroidx/lifecycle/LifecycleOwner;)V',
  ],
  [
    'dynamic-proxy',
    'static',
    'Ljava/lang/reflect/Proxy;->newProxyInstance(Ljava/lang/ClassLoader;[Ljava/lang/Class;Ljava/lang/reflect/InvocationHandler;)Ljava/lang/Object;',
    'i Ljava/lang/reflect/InvocationHandler;',
    'invoke(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)Ljava/lang/Object;',
  ],
  [
    'sqlite-open',
    'receiver',
    'Lapp/Callback;->getWritableDatabase()Landroid/database/sqlite/SQLiteDatabase;',
    'c Landroid/database/sqlite/SQLiteOpenHelper;',
    'onCreate(Landroid/database/sqlite/SQLiteDatabase;)V',
  ],
  [
    'rx1-action1',
    'virtual',
    'Lrx/Observable;->subscribe(Lrx/functions/Action1;)Lrx/Subscription;',
    'i Lrx/functions/Action1;',
    'call(Ljava/lang/Object;)V',
  ],
  [
    'rx2-function',
    'virtual',
    'Lio/reactivex/Observable;->flatMap(Lio/reactivex/functions/Function;)Lio/reactivex/Observable;',
    'i Lio/reactivex/functions/Function;',
    'apply(Ljava/lang/Object;)Ljava/lang/Object;',
  ],
  [
    'rx2-observable-create',
    'static',
    'Lio/reactivex/Observable;->create(Lio/reactivex/ObservableOnSubscribe;)Lio/reactivex/Observable;',
    'i Lio/reactivex/ObservableOnSubscribe;',
    'subscribe(Lio/reactivex/ObservableEmitter;)V',
  ],
  [
    'rx3-consumer',
    'virtual',
    'Lio/reactivex/rxjava3/core/Single;->doOnSuccess(Lio/reactivex/rxjava3/functions/Consumer;)Lio/reactivex/rxjava3/core/Single;',
    'i Lio/reactivex/rxjava3/functions/Consumer;',
    'accept(Ljava/lang/Object;)V',
  ],
  [
    'coroutine-launch',
    'static',
    'Lkotlinx/coroutines/BuildersKt;->launch(Lkotlinx/coroutines/CoroutineScope;Lkotlin/coroutines/CoroutineContext;Lkotlinx/coroutines/CoroutineStart;Lkotlin/jvm/functions/Function2;)Lkotlinx/coroutines/Job;',
    'i Lkotlin/jvm/functions/Function2;',
    'invokeSuspend(Ljava/lang/Object;)Ljava/lang/Object;',
  ],
  [
    'coroutine-async',
    'static',
    'Lkotlinx/coroutines/BuildersKt;->async(Lkotlinx/coroutines/CoroutineScope;Lkotlin/coroutines/CoroutineContext;Lkotlinx/coroutines/CoroutineStart;Lkotlin/jvm/functions/Function2;)Lkotlinx/coroutines/Deferred;',
    'i Lkotlin/jvm/functions/Function2;',
    'invokeSuspend(Ljava/lang/Object;)Ljava/lang/Object;',
  ],
  [
    'kotlin-function0',
    'static',
    'Lkotlin/LazyKt;->lazy(Lkotlin/jvm/functions/Function0;)Lkotlin/Lazy;',
    'i Lkotlin/jvm/functions/Function0;',
    'invoke()Ljava/lang/Object;',
  ],
  [
    'live-data',
    'virtual',
    'Landroidx/lifecycle/MutableLiveData;->observe(Landroidx/lifecycle/LifecycleOwner;Landroidx/lifecycle/Observer;)V',
    'i Landroidx/lifecycle/Observer;',
    'onChanged(Ljava/lang/Object;)V',
  ],
  [
    'okhttp-enqueue',
    'interface',
    'Lokhttp3/Call;->enqueue(Lokhttp3/Callback;)V',
    'i Lokhttp3/Callback;',
    'onResponse(Lokhttp3/Call;Lokhttp3/Response;)V',
  ],
];

const OPCODE: Readonly<Record<How, number>> = {
  virtual: 0x6e,
  receiver: 0x6e,
  interface: 0x72,
  static: 0x71,
  init: 0x70,
};
const START = 'Lapp/Main;->start()V';

/** The registering call as code: the callback in v0, the receiver in v1, everything else null in v2 and v3. */
function register(how: How, registers: string, callback: string): DexInstruction[] {
  const owner = registers.slice(0, registers.indexOf('->'));
  const list: number[] = how === 'static' ? [] : [how === 'receiver' ? 0 : 1];
  const parameters = parametersOf(registers.slice(registers.indexOf('(')));
  const takesObject = !parameters.includes(callback);
  for (const type of parameters) {
    if (how !== 'receiver' && (type === callback || (takesObject && /Object;|Observer;$/.test(type)))) list.push(0);
    else if (type === 'J' || type === 'D') list.push(2, 3);
    else list.push(2);
  }
  const [c = 0, d = 0, e = 0, f = 0, g = 0] = list;
  const call: DexInstruction = [
    OPCODE[how] | (g << 8) | (list.length << 12),
    { method: registers },
    c | (d << 4) | (e << 8) | (f << 12),
  ];
  const receiver: DexInstruction[] = how === 'init' ? [[0x22 | (1 << 8), { type: owner }]] : [zero(1)];
  return [...make(0, 'Lapp/Callback;'), ...receiver, zero(2), zero(3), call];
}

describe('implicit calls', () => {
  it.each(KINDS)('%s: %s %s', (row, how, registers, callback, calls) => {
    const [kind, type = ''] = callback.split(' ');
    const [name, proto] = [calls.slice(0, calls.indexOf('(')), calls.slice(calls.indexOf('('))];
    // LiveData's subclasses are the library's: the app brings them.
    const library = registers.startsWith('Landroidx/lifecycle/MutableLiveData;')
      ? [{ type: 'Landroidx/lifecycle/MutableLiveData;', superType: 'Landroidx/lifecycle/LiveData;' }]
      : [];
    const above =
      type === 'Lkotlin/jvm/functions/Function2;'
        ? { superType: 'Lkotlin/coroutines/jvm/internal/SuspendLambda;' }
        : {};
    const app = appOf([
      {
        classes: [
          { type: 'Lapp/Main;', methods: [staticMethod('start', '()V', ...register(how, registers, type))] },
          {
            type: 'Lapp/Callback;',
            ...above,
            ...(kind === 'c' ? { superType: type } : { interfaces: [type] }),
            methods: [init, method(name, proto, hit)],
          },
          ...library,
        ],
      },
    ]);
    const path = app.graph.pathBetween([app.id(START)], [app.id(SINK)]);
    // new-instance (2), invoke-direct (3), new-instance or const/4, two const/4.
    const pc = 2 + 3 + (how === 'init' ? 2 : 1) + 1 + 1;
    expect(lines(app, path)).toEqual([`${START} @${pc} ${row}`, `Lapp/Callback;->${calls} @0 call`, SINK]);
  });

  it('has unique ids, a source for each row, and class names that look like ones', () => {
    const ids = IMPLICIT_CALLS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { on, names, callback, calls, source } of IMPLICIT_CALLS) {
      expect(source).toMatch(/^https:\/\/[\w./-]+/);
      expect(on).toMatch(/^(\*|[\w.$]+(\.\*)?)$/);
      expect(callback.type).toMatch(/^[\w.$]+$/);
      expect(names.every((name) => /^(\*|[\w<>$]+\*?)$/.test(name))).toBe(true);
      expect(
        calls.every((call) =>
          /^(@L[\w/$]+;|\*|[\w<>$]+\((\[*([ZBSCIJFD]|L[\w/$]+;))*\)\[*([VZBSCIJFD]|L[\w/$]+;))$/.test(call),
        ),
      ).toBe(true);
    }
  });
});
