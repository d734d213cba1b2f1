import { argument, row, type ImplicitCallRow } from './implicit-row.js';

const ANY = 'Ljava/lang/Object;';
const RX3 = 'https://reactivex.io/RxJava/3.x/javadoc/';
const RX2 = 'https://reactivex.io/RxJava/2.x/javadoc/';
const RX1 = 'https://reactivex.io/RxJava/1.x/javadoc/';
const COROUTINES = 'https://kotlinlang.org/api/kotlinx.coroutines/kotlinx-coroutines-core/kotlinx.coroutines/';
const STDLIB = 'https://kotlinlang.org/api/core/kotlin-stdlib/';
const OPERATORS =
  'subscribe* map* flatMap* concatMap* switchMap* filter do* from* create* defer* just* zip* combine* compose* on* retry* scan* reduce* collect* using* observe* take* skip* any* all* group* buffer* repeat* interval* timer* schedule*';

/** RxJava 2 and 3 have the same functional interfaces in two packages. */
function reactive(version: 2 | 3): ImplicitCallRow[] {
  const root = version === 2 ? 'io.reactivex' : 'io.reactivex.rxjava3';
  const functions = `${root}.functions.`;
  const core = version === 2 ? root : `${root}.core`;
  const source = version === 2 ? RX2 : RX3;
  const on = (name: string, type: string, calls: string): ImplicitCallRow =>
    row(`rx${version}-${name}`, 'soon', `${root}.*`, OPERATORS, argument(type), calls, { source });
  return [
    on('action', `${functions}Action`, 'run()V'),
    on('consumer', `${functions}Consumer`, `accept(${ANY})V`),
    on('bi-consumer', `${functions}BiConsumer`, `accept(${ANY}${ANY})V`),
    on('function', `${functions}Function`, `apply(${ANY})${ANY}`),
    on('bi-function', `${functions}BiFunction`, `apply(${ANY}${ANY})${ANY}`),
    on('predicate', `${functions}Predicate`, `test(${ANY})Z`),
    on('supplier', `${functions}Supplier`, `get()${ANY}`),
    on('callable', 'java.util.concurrent.Callable', `call()${ANY}`),
    on('runnable', 'java.lang.Runnable', 'run()V'),
    on(
      'observable-create',
      `${core}.ObservableOnSubscribe`,
      `subscribe(L${core.replaceAll('.', '/')}/ObservableEmitter;)V`,
    ),
    on('single-create', `${core}.SingleOnSubscribe`, `subscribe(L${core.replaceAll('.', '/')}/SingleEmitter;)V`),
    on('flowable-create', `${core}.FlowableOnSubscribe`, `subscribe(L${core.replaceAll('.', '/')}/FlowableEmitter;)V`),
    on(
      'completable-create',
      `${core}.CompletableOnSubscribe`,
      `subscribe(L${core.replaceAll('.', '/')}/CompletableEmitter;)V`,
    ),
    on('maybe-create', `${core}.MaybeOnSubscribe`, `subscribe(L${core.replaceAll('.', '/')}/MaybeEmitter;)V`),
    on(
      'observer',
      `${core}.Observer`,
      `onSubscribe(L${root.replaceAll('.', '/')}/disposables/Disposable;)V onNext(${ANY})V onError(Ljava/lang/Throwable;)V onComplete()V`,
    ),
    on('single-observer', `${core}.SingleObserver`, `onSuccess(${ANY})V onError(Ljava/lang/Throwable;)V`),
  ];
}

const kotlin = (name: string, parameters: number): ImplicitCallRow =>
  row(
    `kotlin-function${parameters}`,
    'soon',
    'kotlin.*',
    '*',
    argument(`kotlin.jvm.functions.${name}`),
    `invoke(${ANY.repeat(parameters)})${ANY}`,
    {
      source: `${STDLIB}kotlin/`,
      note: 'A lambda given to the standard library: lazy, thread, use, sequences. Inlined ones are ordinary code.',
    },
  );
const coroutine = (id: string, names: string, note?: string): ImplicitCallRow =>
  row(
    id,
    'soon',
    'kotlinx.coroutines.*',
    names,
    argument('kotlin.jvm.functions.Function2'),
    `invokeSuspend(${ANY})${ANY} invoke(${ANY}${ANY})${ANY}`,
    {
      source: COROUTINES,
      ...(note === undefined ? {} : { note }),
    },
  );
const rx1 = (name: string, type: string, calls: string): ImplicitCallRow =>
  row(`rx1-${name}`, 'soon', 'rx.*', OPERATORS, argument(type), calls, { source: RX1 });

/** Libraries whose machinery between registering and calling is in the app, but too general to follow well. */
export const LIBRARY_ROWS: readonly ImplicitCallRow[] = [
  ...reactive(2),
  ...reactive(3),
  rx1('action0', 'rx.functions.Action0', 'call()V'),
  rx1('action1', 'rx.functions.Action1', `call(${ANY})V`),
  rx1('func0', 'rx.functions.Func0', `call()${ANY}`),
  rx1('func1', 'rx.functions.Func1', `call(${ANY})${ANY}`),
  rx1('func2', 'rx.functions.Func2', `call(${ANY}${ANY})${ANY}`),
  rx1('on-subscribe', 'rx.Observable$OnSubscribe', `call(${ANY})V`),
  rx1('subscriber', 'rx.Subscriber', `onStart()V onNext(${ANY})V onError(Ljava/lang/Throwable;)V onCompleted()V`),
  rx1('observer', 'rx.Observer', `onNext(${ANY})V onError(Ljava/lang/Throwable;)V onCompleted()V`),
  rx1('callable', 'java.util.concurrent.Callable', `call()${ANY}`),
  coroutine('coroutine-launch', 'launch launch$default'),
  coroutine('coroutine-async', 'async async$default'),
  coroutine(
    'coroutine-block',
    'runBlocking runBlocking$default withContext withTimeout* coroutineScope supervisorScope',
  ),
  coroutine(
    'coroutine-flow',
    'flow* channelFlow callbackFlow onEach onStart onCompletion collect* map* filter* produce* actor*',
  ),
  row(
    'lifecycle-launch',
    'soon',
    'androidx.lifecycle.*',
    'launchWhen* repeatOnLifecycle*',
    argument('kotlin.jvm.functions.Function2'),
    `invokeSuspend(${ANY})${ANY} invoke(${ANY}${ANY})${ANY}`,
  ),
  kotlin('Function0', 0),
  kotlin('Function1', 1),
  kotlin('Function2', 2),
  kotlin('Function3', 3),
  row(
    'live-data',
    'soon',
    'androidx.lifecycle.LiveData',
    'observe observeForever',
    argument('androidx.lifecycle.Observer'),
    `onChanged(${ANY})V`,
  ),
  row(
    'task-success',
    'soon',
    'com.google.android.gms.tasks.Task',
    'addOnSuccessListener',
    argument('com.google.android.gms.tasks.OnSuccessListener'),
    `onSuccess(${ANY})V`,
    { source: 'https://developers.google.com/android/reference/com/google/android/gms/tasks/Task' },
  ),
  row(
    'task-complete',
    'soon',
    'com.google.android.gms.tasks.Task',
    'addOnCompleteListener',
    argument('com.google.android.gms.tasks.OnCompleteListener'),
    'onComplete(Lcom/google/android/gms/tasks/Task;)V',
    { source: 'https://developers.google.com/android/reference/com/google/android/gms/tasks/Task' },
  ),
  row(
    'okhttp-enqueue',
    'soon',
    'okhttp3.Call',
    'enqueue',
    argument('okhttp3.Callback'),
    'onResponse(Lokhttp3/Call;Lokhttp3/Response;)V onFailure(Lokhttp3/Call;Ljava/io/IOException;)V',
    { source: 'https://square.github.io/okhttp/5.x/okhttp/okhttp3/-call/' },
  ),
  row(
    'retrofit-enqueue',
    'soon',
    'retrofit2.Call',
    'enqueue',
    argument('retrofit2.Callback'),
    'onResponse(Lretrofit2/Call;Lretrofit2/Response;)V onFailure(Lretrofit2/Call;Ljava/lang/Throwable;)V',
    { source: 'https://square.github.io/retrofit/2.x/retrofit/retrofit2/Call.html' },
  ),
  row(
    'event-bus',
    'system',
    'org.greenrobot.eventbus.EventBus',
    'register',
    argument('java.lang.Object'),
    '@Lorg/greenrobot/eventbus/Subscribe;',
    { source: 'https://greenrobot.org/eventbus/documentation/' },
  ),
];
